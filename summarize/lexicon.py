"""Arabic words that trimming and ranking go by, in the folded spelling of `mujaz.text.clean.fold`.

The lists are short on purpose. A word that is missing costs a bullet that keeps its connective; a word that is wrong
changes what a bullet says.
"""

from __future__ import annotations

from mujaz.text.clean import fold


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


_SAYING_PAST = """
قال أضاف تابع أوضح أكد أشار ذكر صرح أفاد بين أبان أردف استطرد نوه لفت شدد أعلن كشف حذر أعرب عبر زعم ادعى رأى اعتبر نقل
أبلغ قالوا أضافوا أكدوا أوضحوا تساءل كتب غرد علق
"""
_SAYING_PRESENT = "قول ضيف ؤكد وضح شير ذكر رى عتقد فيد كشف حذر علن عتبر زعم"

# Third person masculine singular. Left out: verbs whose form with the conjunction is also a word of its own, such as
# «وعد» (promised, or: and counted), «وفر», «وهب», «وجد», «ورد», «ودعت».
_PAST = """
كان أصبح أضحى بات ظل بدأ بدا تم جرى جاء أتى شهد سجل بلغ ارتفع انخفض تراجع زاد هبط صعد نزل استقر قتل أصيب توفي لقي عثر
اعتقل أوقف دعا طالب طلب رفض نفى قرر أمر أصدر نشر أظهر تحدث تقدم قدم رفع أطلق انطلق افتتح اختتم بحث ناقش استعرض التقى
استقبل زار عاد خرج دخل غادر شارك شمل تضمن ضم شن استهدف سيطر احتل أدى أسفر أثار سبق ندد أدان أشاد رحب هدد اتهم انتقد
توقع رجح حقق فاز خسر تعادل تأهل سعى تعهد التزم اتفق اختار عين انتخب تولى استخدم حصل تمكن نجح فشل حاول تعرض واجه عانى
قام حضر نظم أقام عقد أجرى وقع وصل وصف وجه وضع وافق واصل وقف أنهى انتهى استمر شكل مثل أدرج فرض ألغى منح سمح منع أغلق
فتح اعترف أقر أثبت أدخل انضم انتقل اندلع اقترح اعتمد انتشر نفذ بنى خصص أنفق باع اشترى صدر ساهم أسهم صوت أنشأ خصص
"""

# Stems of the present tense, which takes a prefix of person and, for the future, «س» before it.
_PRESENT = """
كون صبح عد عتبر رى قول ضيف ؤكد شير وضح عتقد توقع خشى أمل سعى عمل هدف شمل ضم تضمن واجه شهد بلغ قع عيش عاني أتي جري تم بدأ
بدو ستمر عود مثل شكل تهم طالب دعو حاول تزامن شارك خوض لتقي عتزم ظهر سيطر نتظر مكن جب جوز نص قوم قضي سمح منع ساعد ؤدي
حتاج ستخدم عتمد واصل ستعد وجد قدر درس بحث ناقش ستهدف تطلب عرف صف حمل مارس ملك متلك ستضيف غادر زور ستقبل حقق توقف بقى
"""


# Feminine forms that with the conjunction are words of their own: «ودعت», «وسعت»; and «بنت», a girl.
_AMBIGUOUS = frozenset({"دعت", "سعت", "بنت"})


def _past_forms(stems: str) -> set[str]:
    # The feminine ending takes the place of a final long vowel: «جرى», «جرت».
    feminine = {f"{word[:-1] if word[-1] in 'اى' else word}ت" for word in stems.split()}
    return {fold(word) for word in {*stems.split(), *feminine} - _AMBIGUOUS}


def _present_forms(stems: str) -> set[str]:
    return {fold(f"{prefix}{stem}") for stem in stems.split() for prefix in ("ي", "ت", "سي", "ست")}


SAYING_VERBS = frozenset(_past_forms(_SAYING_PAST) | _present_forms(_SAYING_PRESENT))
"""Verbs that report what somebody says, without the conjunction."""

VERBS = SAYING_VERBS | _past_forms(_PAST) | _present_forms(_PRESENT)
"""Verbs that open news sentences, without the conjunction."""

PARTICLES = _folded(
    """
    في من على إلى عن مع بعد قبل منذ خلال حسب بحسب وفق وفقا طبقا رغم بين حول أمام عند عندما لم لن لا ليس ليست
    لكن سوف هذا هذه هو هي هم هناك هنا كما كذلك ذلك تلك أما ما هل إذا بينما فيما حين حتى نحو أكثر أقل كل بعض
    """
)
"""Short words before which «و» is always the conjunction.

Not «إن» and «لو»: «وإن», «ولو» also mean "even if". Not «قد»: «وقد أعلن» is better style than «قد أعلن», and «قد» is
never dropped.
"""

AND_IS_RADICAL = _folded(
    """
    والد والده والدها والدهم والدي والدة والدته والدتها والدتي والدا والدان والدين والديه والديها والي والت والتر
    والاس والش واللا
    وتيرة وتيرته وتيرتها وسيلة وسيلته وسيلتها وسيط وسيطا وسيطة وسيم وسيما
    ويليام ويليامز ويليامسون ويلسون ويلز ويلفريد ويلكينز ويلكنسون ويليان ويلينغتون ويلنغتون ويلمنغتون ويكيبيديا
    ويكيليكس ويندوز ويندسور وينستون وينفري وينغر وينتر ويمبلدون ويمبلي ويتني ويتيكر ويسكونسن ويسكونسين ويسلي
    ويستمنستر ويستبروك ويغينز ويغان ويبستر ويدودو ويفر
    """
)
"""Words whose «و» belongs to them although what follows looks like the article or a prefix of a verb."""

# Not «غير», which negates one adjective and goes with it.
NEGATIONS = _folded(
    """
    لم لن لا ليس ليست ليسوا لسنا ما دون بدون عدم نفى نفت ينفي تنفي نفي إلا سوى
    """
)
HEDGES = _folded(
    """
    قد ربما لعل يبدو تبدو يعتقد تعتقد يرجح المرجح مرجح يحتمل محتمل المحتمل محتملة احتمال يزعم تزعم زعم زعمت
    مزاعم يفترض المفترض مفترض يشتبه مشتبه المشتبه يمكن تقريبا نحو حوالي حوالى زهاء قرابة يقال مزعوم المزعوم
    مزعومة المزعومة أكثر أقل
    """
)
CONDITIONS = _folded(
    """
    إذا لو شرط بشرط شريطة لكن باستثناء عدا ماعدا لولا حال
    """
)
NUMBER_WORDS = _folded(
    """
    واحد واحدة اثنان اثنين اثنتان اثنتين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثماني ثمانية تسع
    تسعة عشر عشرة عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون
    تسعين مئة مائة مئات مئتان مئتين مائتان مائتين ألف ألفا ألفان ألفين آلاف مليون مليونا مليونان مليونين ملايين
    مليار مليارا مليارين مليارات نصف ثلث ثلثي ربع عشرات
    """
)
LEANING_OPENERS = _folded(
    """
    هو هي هم هذا هذه ذلك تلك هنا هناك أنا نحن إنه إنها كذلك لذلك لهذا بذلك هكذا ثم أما فقد فيما حيث بدوره بدورها
    لكنه لكنها
    """
)
"""Words that point back when a sentence opens with them."""
