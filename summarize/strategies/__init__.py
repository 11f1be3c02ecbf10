"""Ways of making bullets, one a module, and the registry that names them."""
