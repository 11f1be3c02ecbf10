// The sentences that a bullet rests on light up with it.
function light(keys) {
  for (const mark of all("mark.lit")) mark.classList.remove("lit");
  for (const bullet of all(".bullet.active")) bullet.classList.remove("active");
  for (const key of keys) {
    byId(key).classList.add("active");
    for (const mark of all(`mark[data-bullets~="${key}"]`)) mark.classList.add("lit");
  }
}

function lightFrom(event) {
  const bullet = event.target.closest(".bullet");
  const mark = event.target.closest("mark[data-bullets]");
  if (bullet) light([bullet.id]);
  else if (mark) light(mark.dataset.bullets.split(" "));
}

function showEvidence(event) {
  const bullet = event.target.closest(".bullet");
  const mark = bullet && document.querySelector(`mark[data-bullets~="${bullet.id}"]`);
  if (!mark || event.target.closest("a, .verdict")) return;
  const box = mark.closest(".text");
  box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}
