"""Verbs that open the sentences of news, folded as `mujaz.text.words` folds, without the conjunction «و».

The lists are short on purpose: a verb that is missing costs little, a word taken for a verb changes what is said.
"""

from __future__ import annotations

from mujaz.text.clean import fold
from mujaz.text.words import stopwords, words

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
فتح اعترف أقر أثبت أدخل انضم انتقل اندلع اقترح اعتمد انتشر نفذ بنى خصص أنفق باع اشترى صدر ساهم أسهم صوت أنشأ
ظهر أورد جدد حمل خلص دافع حث عمل لعب خاض دفع اضطر مضى قاد أبدى كرر عرض هاجم أحرز بث قضى أعاد أرجع أدلى أكمل شاهد لاحظ
حدد حظي توج عزز ثمن خضع ركز أصر سارع نبه أمضى نص أرسل حض رافق أثنى كلف حصد ناشد سلط سقط شرح دان برر طرح بعث ساعد باشر
رصد حسم أهاب فسر أشرف أوصى عزا لاقى كاد بقي دشن صمم نما نعى دعم ختم نال ترك فقد لجأ حكم جمع قطع منع لحق
"""

# Stems of the present tense, which takes a prefix of person and, for the future, «س» before it.
_PRESENT = """
كون صبح عد عتبر رى قول ضيف ؤكد شير وضح عتقد توقع خشى أمل سعى عمل هدف شمل ضم تضمن واجه شهد بلغ قع عيش عاني أتي جري تم بدأ
بدو ستمر عود مثل شكل تهم طالب دعو حاول تزامن شارك خوض لتقي عتزم ظهر سيطر نتظر مكن جب جوز نص قوم قضي سمح منع ساعد ؤدي
حتاج ستخدم عتمد واصل ستعد وجد قدر درس بحث ناقش خصص لزم عفي ستهدف تطلب عرف صف حمل مارس ملك متلك ستضيف غادر زور
ستقبل حقق توقف بقى
"""


# Feminine forms that with the conjunction are words of their own: «ودعت», «وسعت»; and «بنت», a girl.
_AMBIGUOUS = frozenset({"دعت", "سعت", "بنت"})


def _past_forms(stems: str) -> frozenset[str]:
    # The feminine ending takes the place of a final long vowel: «جرى», «جرت».
    feminine = {f"{word[:-1] if word[-1] in 'اى' else word}ت" for word in stems.split()}
    return frozenset(map(fold, {*stems.split(), *feminine} - _AMBIGUOUS))


def _present_forms(stems: str) -> frozenset[str]:
    return frozenset(fold(f"{prefix}{stem}") for stem in stems.split() for prefix in ("ي", "ت", "سي", "ست"))


SAYING_VERBS = _past_forms(_SAYING_PAST) | _present_forms(_SAYING_PRESENT)
"""Verbs that report what somebody says, without the conjunction."""

PAST_VERBS = _past_forms(_SAYING_PAST + _PAST)
"""Those of `VERBS` that tell what has happened."""

VERBS = SAYING_VERBS | PAST_VERBS | _present_forms(_PRESENT)
"""Verbs that open news sentences, without the conjunction."""


def opens_sentence(text: str) -> bool:
    """Tell whether the first word of `text` is a verb or a particle, as in most sentences and few headlines."""
    first = "".join(words(text)[:1])
    return first in VERBS or first in stopwords
