"""The words of invented actions, one for each area of the plan; none mentions an allegation."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from focal_desktop.usecases.practice.draft import Text


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What an office does in one area, how it is known, by which role, and what it costs."""

    activity: Text
    indicator: Text
    unit: Text
    role: str
    target: int
    dollars: int = 0
    funding: str = "none"
    core: str = ""


PEOPLE = Text("people", "أشخاص")
SESSIONS = Text("sessions", "جلسات")
PERCENT = Text("per cent", "في المائة")
TIMES = Text("times", "مرات")
SITES = Text("sites", "مواقع")

WORK: Mapping[str, Work] = {
    "zero_tolerance": Work(
        activity=Text(
            "Go through the code of conduct with everyone, daily workers included, and sign it anew",
            "مراجعة مدونة قواعد السلوك مع الجميع، بمن فيهم العمال اليوميون، والتوقيع عليها من جديد",
        ),
        indicator=Text("People who signed this year", "عدد الموقِّعين هذا العام"),
        unit=PEOPLE,
        role="head_of_office",
        target=19,
    ),
    "focal_point_system": Work(
        activity=Text(
            "Keep a focal point and an alternate designated, with signed terms and time set aside",
            "تعيين جهة تنسيق ومناوب لها باختصاصات موقعة ووقت مخصص",
        ),
        indicator=Text("Roles filled", "الأدوار المشغولة"),
        unit=PEOPLE,
        role="head_of_office",
        target=2,
        core="focal_points_in_place",
    ),
    "monitoring_and_reporting": Work(
        activity=Text(
            "File the monthly return by the fifth day of the next month",
            "تقديم البيان الشهري قبل اليوم الخامس من الشهر التالي",
        ),
        indicator=Text("Returns on time", "البيانات المقدمة في موعدها"),
        unit=TIMES,
        role="focal_point",
        target=12,
        core="returns_filed",
    ),
    "training_portfolio": Work(
        activity=Text(
            "Add a half-hour on safe conduct to every training the office gives to others",
            "إضافة نصف ساعة عن السلوك الآمن إلى كل تدريب يقدمه المكتب للآخرين",
        ),
        indicator=Text("Trainings with the half-hour", "التدريبات التي تضمنتها"),
        unit=SESSIONS,
        role="capacity_development",
        target=8,
        dollars=2400,
        funding="project",
    ),
    "mandatory_training": Work(
        activity=Text(
            "Bring every contract type to full completion; classroom days where the link is too slow",
            "إكمال التدريب الإلزامي لجميع أنواع العقود، وتنظيم أيام حضورية حيث تضعف الشبكة",
        ),
        indicator=Text("People up to date with every course", "المكمِّلون لجميع الدورات"),
        unit=PERCENT,
        role="human_resources",
        target=100,
        dollars=1800,
        funding="core",
        core="all_courses_rate",
    ),
    "partner_training": Work(
        activity=Text(
            "Give the one-day package Saying No to Sexual Misconduct to the site teams of partners",
            "تقديم تدريب «لا لسوء السلوك الجنسي» ليوم واحد لفرق الشركاء في المواقع",
        ),
        indicator=Text("Sessions held", "الجلسات المنعقدة"),
        unit=SESSIONS,
        role="programme_manager",
        target=6,
        dollars=9600,
        funding="none",
    ),
    "coordination": Work(
        activity=Text(
            "Take part in the in-country PSEA network and share the map of channels",
            "المشاركة في شبكة الحماية القُطرية وتقاسم خريطة القنوات",
        ),
        indicator=Text("Meetings attended", "الاجتماعات المحضورة"),
        unit=TIMES,
        role="focal_point",
        target=6,
    ),
    "internal_communication": Work(
        activity=Text(
            "Put up posters with role numbers, tested first, and replace them every quarter",
            "تعليق ملصقات بأرقام الأدوار بعد اختبارها وتجديدها كل ربع سنة",
        ),
        indicator=Text("Sites with fresh posters", "المواقع ذات الملصقات المحدثة"),
        unit=SITES,
        role="communication",
        target=5,
        dollars=900,
        funding="project",
    ),
    "implementing_partners": Work(
        activity=Text(
            "Assess each partner, or take over a valid result, before any agreement is signed",
            "تقييم كل شريك أو اعتماد تقييم ساري قبل توقيع أي اتفاق",
        ),
        indicator=Text("Partners with a valid assessment", "الشركاء ذوو التقييم الساري"),
        unit=PERCENT,
        role="programme_manager",
        target=100,
        dollars=5200,
        funding="project",
        core="partners_assessed",
    ),
    "high_risk_countries": Work(
        activity=Text(
            "Visit the sites that are hardest to reach twice a year, with the safety checklist",
            "زيارة المواقع الأصعب وصولًا مرتين في السنة مع قائمة السلامة",
        ),
        indicator=Text("Visits made", "الزيارات المنفذة"),
        unit=TIMES,
        role="programme_manager",
        target=4,
        dollars=7400,
        funding="soft_earmarked",
    ),
    "response": Work(
        activity=Text(
            "Copy the referral pathway of the protection group and check it twice a year",
            "نسخ مسار الإحالة من مجموعة الحماية ومراجعته مرتين في السنة",
        ),
        indicator=Text("Checks of the pathway", "مراجعات المسار"),
        unit=TIMES,
        role="focal_point",
        target=2,
    ),
    "community_channels": Work(
        activity=Text(
            "Open a toll-free line with the water committees and test it every quarter",
            "فتح خط مجاني مع لجان المياه واختباره كل ربع سنة",
        ),
        indicator=Text("Tests that were answered", "الاختبارات التي لقيت ردًا"),
        unit=TIMES,
        role="focal_point",
        target=4,
        dollars=6300,
        funding="joint_un",
        core="channels_open",
    ),
    "vetting": Work(
        activity=Text(
            "Have human resources confirm each month that screening was done for every recruitment",
            "تأكيد الموارد البشرية شهريًا إتمام التحقق من السوابق في كل توظيف",
        ),
        indicator=Text("Months confirmed", "الأشهر المؤكدة"),
        unit=TIMES,
        role="human_resources",
        target=12,
    ),
    "risk_assessment": Work(
        activity=Text(
            "Walk through each project site with the risk list and agree on what changes",
            "المرور بكل موقع مشروع بقائمة المخاطر والاتفاق على ما يتغير",
        ),
        indicator=Text("Sites walked through", "المواقع المفحوصة"),
        unit=SITES,
        role="programme_manager",
        target=5,
        dollars=1500,
        funding="project",
    ),
    "resources_and_accountability": Work(
        activity=Text(
            "Set aside a fifth of the focal point's time and a line for PSEA in every project budget",
            "تخصيص خُمس وقت جهة التنسيق وبند للحماية في ميزانية كل مشروع",
        ),
        indicator=Text("Projects with a budget line", "المشاريع ذات البند"),
        unit=Text("projects", "مشاريع"),
        role="head_of_office",
        target=4,
        dollars=12000,
        funding="none",
    ),
}
NEEDS = Text(
    "A fifth of the focal point's working time, funds for partner training, a visit of the regional office.",
    "خُمس وقت عمل جهة التنسيق، وتمويل تدريب الشركاء، وزيارة واحدة من المكتب الإقليمي.",
)
