"""What looks like a name and is none, and names that two languages write in ways of their own."""

from __future__ import annotations

import pytest

from mujaz.facts.compare import find_omitted, find_unsupported
from mujaz.facts.find import find_facts


def disagreements(arabic: str, english: str) -> list[str]:
    """The names that the English adds and those that it leaves out."""
    one, other = find_facts(arabic, "ar"), find_facts(english, "en")
    return [name.text for name in (*find_unsupported(other, one).names, *find_omitted(one, other).names)]


WORDS = {
    "to harm somebody": [
        ("سعت الحملة إلى النيل من سمعة المرشح.", "The campaign sought to damage the candidate's reputation."),
        ("اتهم الكاتب خصمه بالنيل من القضاء.", "The writer accused his rival of undermining the judiciary."),
        ("حاولوا النيل منه في الصحافة.", "They tried to discredit him in the press."),
        ("لن يتمكن أحد من النيل من عزيمتنا.", "Nobody will manage to break our will."),
        ("للنيل منها نشروا صورا قديمة.", "To harm her they published old pictures."),
    ],
    "destroys": [
        ("العاصفة تدمر محاصيل القمح.", "The storm destroys the wheat crops."),
        ("صواريخ تدمر جسرا قديما.", "Missiles destroy an old bridge."),
        ("الحرائق تدمر الغابات وتدمر القرى.", "Fires destroy forests and destroy villages."),
        ("قال إن العقوبات تدمر الصناعة.", "He said the sanctions were destroying industry."),
        ("لم تدمر القنبلة المبنى.", "The bomb did not destroy the building."),
    ],
    "a preposition behind a first name": [
        ("شكر الملك محمد على جهوده.", "He thanked King Mohammed for his efforts."),
        ("أكد الرئيس محمد على أهمية الحوار.", "President Mohammed stressed the importance of dialogue."),
        ("أشرف الأمير محمد على الاحتفال.", "Prince Mohammed oversaw the celebration."),
        ("وقع الشيخ محمد على الاتفاق.", "Sheikh Mohammed signed the agreement."),
        ("حث الوزير محمد على المشاركة.", "Minister Mohammed urged participation."),
    ],
    "a part of the day": [
        ("قال رئيس الحكومة المغربية صباح أمس إنه راض.", "The Moroccan premier said yesterday morning he was content."),
        ("بدأ الفريق صباح اليوم تدريباته.", "The team began its training this morning."),
        ("وصل الوزير الأردني مساء الأحد.", "The Jordanian minister arrived on Sunday evening."),
        ("غادر السفير الفرنسي فجر اليوم.", "The French ambassador left at dawn today."),
        ("استقبل الرئيس صباح يوم الخميس الوفد.", "The president received the delegation on Thursday morning."),
    ],
    "floods, a birthplace, a level": [
        ("جرفت السيول عشرات السيارات.", "Floods swept away dozens of cars."),
        ("دفن في مسقط رأسه شمال البلاد.", "He was buried in his birthplace in the north of the country."),
        ("على الصعيد الدولي رحبت دول بالقرار.", "At the international level states welcomed the decision."),
        ("أصيب اللاعب في الرباط الصليبي.", "The player injured his cruciate ligament."),
        ("غاب لأسباب قاهرة.", "He was absent for compelling reasons."),
    ],
    "parties and offices": [
        ("انتقد قادة حزب العمال الميزانية.", "Labour leaders criticised the budget."),
        ("طالبت القيادات العمالية بزيادة الأجور.", "Labour leaders called for higher wages."),
        ("بحثت وزارتا الداخلية والعمل الأنظمة.", "The ministries of Interior and Labour discussed the rules."),
        ("رفض نواب العمال الخطة.", "Labour lawmakers rejected the plan."),
        ("رافق ولي العهد وفد رفيع.", "A senior delegation accompanied the Crown Prince."),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("arabic", "english"), [pair for pairs in WORDS.values() for pair in pairs])
def test_a_word_that_is_no_name_here_is_not_missed(arabic: str, english: str) -> None:
    assert disagreements(arabic, english) == []


SAME = {
    "Koreans": [
        ("أجرى الجيش الكوري الجنوبي مناورات.", "South Korea's army held drills."),
        ("قال زعيم كوريا الشمالية إنه مستعد.", "The North Korean leader said he was ready."),
        ("البرامج الكورية الشمالية.", "North Korea's programmes."),
        ("شركات كورية جنوبية.", "South Korean companies."),
        ("التقى الكوريون الجنوبيون بالوفد.", "South Koreans met the delegation."),
    ],
    "duals and plurals of origin": [
        ("حكم على سبعة أردنيين.", "Seven Jordanians were sentenced."),
        ("اعترضت مقاتلتان قطريتان طائرة.", "Two Qatari fighters intercepted a plane."),
        ("في ولايتين أميركيتين.", "In two American states."),
        ("التقى وزيرين عراقيين.", "He met two Iraqi ministers."),
        ("قتل مدنيان سوريان.", "Two Syrian civilians were killed."),
    ],
    "the article in «لل»": [
        ("على الساحل الشرقي للولايات المتحدة.", "On the east coast of the United States."),
        ("أما بالنسبة للأردن فالوضع صعب.", "As for Jordan, the situation is hard."),
        ("عند المدخل الجنوبي للبحر الأحمر.", "At the southern entrance to the Red Sea."),
        ("قصف القوات للغوطة الشرقية.", "The forces' shelling of Eastern Ghouta."),
        ("في زيارة للقاهرة.", "On a visit to Cairo."),
    ],
    "servants of God in one word": [
        ("قال عبدالملك الهمداني إن الاتفاق قريب.", "Abdul-Malik al-Hamdani said the deal was near."),
        ("التقى عبدالفتاح النجار بالوفد.", "Abdel Fattah al-Najjar met the delegation."),
        ("أعلنت الوزيرة هبة عبدالغني القرار.", "Minister Heba Abdel Ghany announced the decision."),
        ("لاعب الفريق عبدالرحمن سالم.", "The team's player Abdul Rahman Salem."),
        ("رئيس الهيئة كمال عبدالدايم.", "The authority's head Kamal Abdel Dayem."),
    ],
    "what an office is for": [
        ("قالت وزيرة الثقافة إيناس سالم إن المعرض نجح.", "Culture Minister Ines Salem said the fair was a success."),
        ("وزير الصحة سمير حداد.", "Health Minister Samir Haddad."),
        ("وزير النقل كمال أيدين.", "Transport Minister Kemal Aydin."),
        ("وزيرة البيئة سلمى حداد.", "Environment Minister Salma Haddad."),
        ("وزير التعليم نبيل خوري.", "Education Minister Nabil Khoury."),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("arabic", "english"), [pair for pairs in SAME.values() for pair in pairs])
def test_a_name_is_known_again_however_it_is_written(arabic: str, english: str) -> None:
    assert disagreements(arabic, english) == []


STILL = [
    ("فاض نهر النيل في السودان.", "The Amazon flooded in Sudan.", ["Amazon", "النيل"]),
    ("سيطر الجيش على مدينة تدمر.", "The army took Aleppo.", ["Aleppo", "تدمر"]),
    ("انسحبت القوات من تدمر.", "The forces withdrew from Homs.", ["Homs", "تدمر"]),
    ("في زيارة للأردن.", "On a visit to Lebanon.", ["Lebanon", "الأردن"]),
    ("الجيش الكوري الجنوبي.", "Japan's army.", ["Japan"]),
    ("وصل الرئيس إلى سيول.", "The president arrived in Tokyo.", ["Tokyo", "سيول"]),
]


@pytest.mark.parametrize(("arabic", "english", "names"), STILL)
def test_the_same_words_are_names_where_a_name_is_to_be_expected(arabic: str, english: str, names: list[str]) -> None:
    found = disagreements(arabic, english)
    assert set(names) <= {name.removeprefix("نهر ") for name in found}


def test_the_article_parts_two_names_but_not_a_byname() -> None:
    assert [name.text for name in find_facts("He left Crimea the Syrian president said.", "en").names] == [
        "Crimea",
        "Syrian",
    ]
    assert [name.text for name in find_facts("It shows Ulrich the Bald on a horse.", "en").names] == ["Ulrich the Bald"]
