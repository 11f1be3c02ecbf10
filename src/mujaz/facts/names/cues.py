"""Words beside names and in them: titles, heads of organizations' names, particles."""

from __future__ import annotations

from mujaz.facts.tokens import word_set
from mujaz.text.clean import fold
from mujaz.text.proclitics import ARTICLE

CONNECTORS = word_set(
    "of the de da do dos das du del della der den des di van von zu bin ibn ben bint abu al el ul ud le la les los las "
    "y e and for on in at to st ten ter af av"
)
"""English words inside names in small letters, and names' particles in capitals."""

PARTICLES = word_set(fold("بن ابن بنت أبو أبي أم آل دي دا دو ديل دل فان فون لا لو عبد ذو سان سانت")) | {ARTICLE}

ARABIC_FIRST_PARTICLES = word_set(fold("ابن أبو أبي عبد دو دي دا"))
"""Particles that a name may begin with."""

TITLES = word_set(
    "sen rep president vice prime deputy foreign interior defence defense finance minister chancellor king queen "
    "prince princess emir sheikh sultan shah emperor empress tsar pope archbishop bishop cardinal patriarch imam "
    "ayatollah rabbi reverend father brother sister saint mr mrs ms miss dr doctor prof professor sir lord lady dame "
    "baron count duke duchess earl general colonel major captain lieutenant sergeant admiral marshal commander chief "
    "judge justice senator congressman congresswoman representative governor mayor ambassador secretary envoy "
    "spokesman spokeswoman coach director chairman chairwoman ceo leader premier former ex acting late lawyer attorney "
    "engineer eng actor actress singer king's first second third crown brigadier excellency highness majesty"
)
"""English titles and the words around them; the name after them is a person's."""

OFFICES = word_set("minister ministers secretary undersecretary")
"""English offices with their field before them: "Culture Minister"."""

CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept "
    "oct nov dec christmas easter ramadan eid muharram safar rajab shaban shawwal ad bc ce bce am pm gmt utc"
)

ENGLISH_COMMON = (
    TITLES
    | CALENDAR
    | word_set(
        "ii iii iv vi vii viii ix xi xii xiii jr sr phd ltd inc co corp plc llc gmbh fc sc ac afc cf percent i' covid "
        "organisation centre programme defence labour theatre online website internet email celsius fahrenheit hijri"
    )
)

ENGLISH_OPENERS = word_set(
    "let after although an another any are as at because before both but by can despite did do does during each even "
    "every few following for former from had has have he her here hers his how however if in instead is it its last "
    "later many meanwhile more most much my nearby neither next no nor not now of on once one only or other our out "
    "over rather she since so some soon still such than that the their them then there these they this those though "
    "thus to today under unlike until up we were what when where whether which while who whose why will with without "
    "yesterday yet you your additionally also according like near outside inside inspired named known born between "
    "against under through along two three four five six seven eight nine ten both fellow several various native "
    "analysts experts critics residents officials shares was would could should may might must just later among around "
    "across behind until while via"
)
"""Words that begin sentences and no names."""

ORGANIZATION_HEADS = word_set(
    "ministry university college school institute bank party council committee commission agency organization "
    "organisation association union league federation company corporation group foundation court parliament senate "
    "congress army navy force forces police department office bureau authority board club team united city newspaper "
    "news times post press television channel airways airlines hospital church museum academy society fund movement "
    "front brigade brigades network center centre service services inc ltd corp co fc"
)
PLACE_HEADS = word_set(
    "river lake sea ocean gulf strait bay island islands mount mountain mountains valley desert street road avenue "
    "square park province county district region state republic kingdom empire city town village airport port "
    "peninsula coast canal bridge north south east west northern southern eastern western"
)

ARABIC_TITLES = word_set(
    fold(
        "الرئيس رئيس الوزير وزير الملك الملكة الأمير الأميرة الشيخ السيد السيدة الدكتور الدكتورة الأستاذ المهندس "
        "المهندسة القاضي المحامي المحامية الجنرال العماد اللواء العميد العقيد الرائد النقيب الملازم الفريق المشير "
        "السفير السفيرة النائب النائبة المبعوث المتحدث المتحدثة الناطق الناطقة البابا البطريرك المطران الإمام آية "
        "المستشار المستشارة السيناتور الحاكم المحافظ العمدة المدرب اللاعب الممثل الممثلة المخرج المخرجة الكاتب الكاتبة "
        "الروائي الشاعر المغني الفنان الفنانة الصحفي الصحفية الباحث الباحثة الخبير الأمين نظيره نظيرته نظيرها زعيم "
        "الزعيم القائد قائد المفوض المفوضة الطبيب المدير مدير المنسق السلطان الإمبراطور القيصر الناشط الناشطة المعارض "
        "الجندي المهاجم الحارس السائق المتهم شقيقه زوجته زوجها نجله ابنه ابنته والده النجم المصارع"
    )
)
"""Arabic titles and callings; a name follows, often after an adjective of origin or an office."""

ARABIC_SAYING = word_set(
    fold(
        "قال قالت أكد أكدت أعلن أعلنت صرح صرحت أضاف أضافت أوضح أوضحت ذكر ذكرت كشف كشفت حذر حذرت دعا دعت طالب طالبت "
        "اعتبر اعتبرت رأى رأت شدد شددت أشار أشارت نفى نفت اتهم اتهمت وصف وصفت انتقد انتقدت التقى التقت استقبل استقبلت "
        "زار زارت غادر غادرت وصل وصلت سجل سجلت فاز فازت وقع وقعت عين عينت استقال استقالت كتب كتبت نقل نقلت بحث بحثت "
        "يقول تقول يرى ترى يرأس يقود ترأس"
    )
)
"""Verbs whose subject mostly is a person, an office or an organization."""

ARABIC_HEADS = word_set(
    fold(
        "وزارة جامعة معهد بنك مصرف حزب مجلس لجنة مفوضية وكالة منظمة جمعية اتحاد رابطة شركة مؤسسة محكمة برلمان جيش هيئة "
        "نادي صحيفة جريدة مستشفى كنيسة متحف أكاديمية صندوق حركة جبهة تنظيم جماعة كتائب لواء سلطة بعثة نقابة"
    )
)
"""First words of organizations' names in Arabic."""

ARABIC_BODIES = word_set(fold("اتحاد مجلس حزب حركة جيش بنك مصرف محكمة جامعة هيئة جبهة"))
"""Heads that names begin with in their definite form («الاتحاد العام التونسي للشغل»)."""

ARABIC_PLACES = word_set(
    fold(
        "مدينة بلدة قرية محافظة ولاية منطقة إقليم مقاطعة مخيم معبر مطار ميناء جزيرة جزر جبل جبال نهر بحيرة خليج مضيق "
        "بحر محيط صحراء حي شارع ساحة ميدان ضاحية قضاء ريف مملكة إمارة جمهورية دولة"
    )
)
"""Words after which a place is named."""

ARABIC_COMMON = (
    ARABIC_TITLES
    | ARABIC_SAYING
    | ARABIC_HEADS
    | ARABIC_PLACES
    | word_set(
        fold(
            "شمالي جنوبي شرقي غربي فوري غير بعد قبل عند حول دون ضد مع عن على إلى في من أن إن التي الذي أمس اليوم "
            "غدا الدولي الوطني العام العليا المتحدة"
        )
    )
)

ARABIC_WORDS = word_set(
    fold(
        "البندقية الخميس الجليل بركان الهندية أقصر داخلة لفيف بوشر البسيط القائم الفرعون فرعون الفارس المساكن مساكن "
        "بحري البحري قبلي إلهام دورا دوما دوم سفيرة الزرقاء المتوسط الخفي تاريخ ينقل بيان الجديدة المالية مالي مالية "
        "فيا بيرا سان المنصورة المدينة الشباب العربية الجزيرة المملكة فتح المؤتمر العمال صور السنة سنة جمهوري جمهورية "
        "ديمقراطي ديمقراطية القاعدة الصحراء الهادئ الهادي متوسط متوسطي الأممية أممية أممي العذراء المجلس أحد متى واس "
        "الضفة الصحة الخليل حلب فاس رومان ترك روس فرس الفرس مسلم مسلمة مسلمين إسلام الهند جون سني الشام المشرق مكسب "
        "بار كان لوك مارك الناصرة الابيض الرها قيصر شيوخ الشيوخ العرب عربي عربية عرب إسلامي إسلامية الإسلامية الإسلامي "
        "الإسلام مسيحي العيون جدة جنين مشهد وجدة عسير الشرقية القبائل الزاوية العقبة البقاع الخبر السند برقة جاوة بالي "
        "غوا الصعيد صعيد البنين سعيدة السعيدة الديوانية عشاق العشاق السلمية أسماء أدنى أكبر بلاغ باتا الدراج الخيرية "
        "الطبية الرياضية الثقافي البيئي التخصصي راديو باكرا ديوان جاريا تاريخا ألبوما زيادة مدان المدان اليميني "
        "ميداني شكاوى ربات وزارتا وزارتي زعيمي الهدف الهدفين الانسحاب الاتفاق الفوز النقاط"
    )
) - word_set(fold("حلب الهند فاس"))
"""Known names that mostly are ordinary words: not names by themselves."""

ARABIC_PEOPLE = word_set(fold("بشار أولو"))
"""Names of towns that mostly are parts of other names: none by themselves."""

ARABIC_VERBS = word_set(fold("تدمر سيول ترمز"))
"""Names of towns that are verbs or plain nouns as well («تدمر», "destroys"): names if a place is expected."""

BEFORE_PLACES = word_set(
    fold("في إلى من قرب نحو صوب حول وسط شمال جنوب شرق غرب شمالي جنوبي شرقي غربي داخل خارج محيط بين")
)
"""Prepositions and directions before places; they are before no verb."""

ARABIC_FOLLOWED = {
    fold("النيل"): word_set(fold("من منه منها منهم منهما منا مني منك")),
    fold("مسقط"): word_set(fold("رأس رأسه رأسها رأسهم رأسي")),
    fold("الرباط"): word_set(fold("الصليبي الداخلي الخارجي")),
}
"""Names that are none before some words: «النيل من سمعته» is to harm somebody's name, «مسقط رأسه» a birthplace."""

ARABIC_DAY_PARTS = word_set(fold("صباح مساء ظهر فجر عصر مغرب عشية ليلة ليل نهار ضحى"))
"""Parts of the day, which are no names before a day: «صباح أمس»."""

ARABIC_DAYS = word_set(
    fold("أمس اليوم غد يوم السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة أول الغد نفسه ذلك")
)

ARABIC_OFFICES = word_set(
    fold(
        "الخارجية الداخلية الدفاع المالية الوزراء الجمهورية العدل الصحة النفط الاقتصاد التعليم الإعلام الثقافة التجارة "
        "الصناعة الزراعة السياحة الطاقة الحكومة الدولة البرلمان النواب الشيوخ الأركان الجيش الشرطة الأمن القضاء الأسبق "
        "السابق الحالي المنتخب المكلف الجديد الأول الثاني الثالث العام الأعلى التنفيذي المالي السياسي العسكري باسم "
        "لشؤون المكلفة"
    )
)
"""Words between a title and the name."""

ARABIC_NOT_NAMES = (ARABIC_COMMON | ARABIC_OFFICES | ARABIC_WORDS) - word_set(fold("الأمير"))
"""Words that no name begins with or goes on with."""
