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
            "Sign the code of conduct anew with everyone, daily workers too",
            "توقيع مدونة السلوك من جديد مع الجميع، والعمال اليوميين",
        ),
        indicator=Text("People who signed", "الموقِّعون"),
        unit=PEOPLE,
        role="head_of_office",
        target=19,
    ),
    "focal_point_system": Work(
        activity=Text(
            "Keep a focal point and an alternate, with signed terms and time",
            "جهة تنسيق ومناوب باختصاصات موقعة ووقت مخصص",
        ),
        indicator=Text("Roles filled", "الأدوار المشغولة"),
        unit=PEOPLE,
        role="head_of_office",
        target=2,
        core="focal_points_in_place",
    ),
    "monitoring_and_reporting": Work(
        activity=Text(
            "File each monthly return by the fifth of the next month",
            "تقديم كل بيان شهري قبل الخامس من الشهر التالي",
        ),
        indicator=Text("Returns on time", "بيانات في موعدها"),
        unit=TIMES,
        role="focal_point",
        target=12,
        core="returns_filed",
    ),
    "training_portfolio": Work(
        activity=Text(
            "Add half an hour on safe conduct to every training we give",
            "إضافة نصف ساعة عن السلوك الآمن إلى كل تدريب نقدمه",
        ),
        indicator=Text("Trainings with it", "تدريبات تضمنتها"),
        unit=SESSIONS,
        role="capacity_development",
        target=8,
        dollars=2400,
        funding="project",
    ),
    "mandatory_training": Work(
        activity=Text(
            "Hold classroom days where the link is too slow for the courses",
            "عقد أيام حضورية حيث لا تكفي الشبكة للدورات",
        ),
        indicator=Text("People up to date", "المكمِّلون"),
        unit=PERCENT,
        role="human_resources",
        target=100,
        dollars=1800,
        funding="core",
        core="all_courses_rate",
    ),
    "partner_training": Work(
        activity=Text(
            "Train partners' site teams: Saying No to Sexual Misconduct",
            "تدريب فرق الشركاء: لا لسوء السلوك الجنسي",
        ),
        indicator=Text("Sessions held", "جلسات منعقدة"),
        unit=SESSIONS,
        role="programme_manager",
        target=6,
        dollars=9600,
        funding="none",
    ),
    "coordination": Work(
        activity=Text(
            "Take part in the in-country network, share the map of channels",
            "المشاركة في الشبكة القُطرية وتقاسم خريطة القنوات",
        ),
        indicator=Text("Meetings attended", "اجتماعات محضورة"),
        unit=TIMES,
        role="focal_point",
        target=6,
    ),
    "internal_communication": Work(
        activity=Text(
            "Put up posters with tested role numbers, fresh each quarter",
            "تعليق ملصقات بأرقام أدوار مختبرة كل ربع سنة",
        ),
        indicator=Text("Sites with posters", "مواقع بملصقات"),
        unit=SITES,
        role="communication",
        target=5,
        dollars=900,
        funding="project",
    ),
    "implementing_partners": Work(
        activity=Text(
            "Assess each partner, or take over a result, before signing",
            "تقييم كل شريك أو اعتماد نتيجة قبل التوقيع",
        ),
        indicator=Text("Partners assessed", "شركاء مقيَّمون"),
        unit=PERCENT,
        role="programme_manager",
        target=100,
        dollars=5200,
        funding="project",
        core="partners_assessed",
    ),
    "high_risk_countries": Work(
        activity=Text(
            "Visit the sites that are hardest to reach, with the checklist",
            "زيارة أصعب المواقع وصولًا مع قائمة السلامة",
        ),
        indicator=Text("Visits made", "زيارات منفذة"),
        unit=TIMES,
        role="programme_manager",
        target=4,
        dollars=7400,
        funding="soft_earmarked",
    ),
    "response": Work(
        activity=Text(
            "Copy the protection group's referral pathway and check it",
            "نسخ مسار الإحالة من مجموعة الحماية ومراجعته",
        ),
        indicator=Text("Checks made", "مراجعات"),
        unit=TIMES,
        role="focal_point",
        target=2,
    ),
    "community_channels": Work(
        activity=Text(
            "Test the toll-free line with the water committees",
            "اختبار الخط المجاني مع لجان المياه",
        ),
        indicator=Text("Tests answered", "اختبارات لقيت ردًا"),
        unit=TIMES,
        role="focal_point",
        target=4,
        dollars=6300,
        funding="joint_un",
        core="channels_open",
    ),
    "vetting": Work(
        activity=Text(
            "Have screening confirmed each month for every recruitment",
            "تأكيد التحقق من السوابق شهريًا لكل توظيف",
        ),
        indicator=Text("Months confirmed", "أشهر مؤكدة"),
        unit=TIMES,
        role="human_resources",
        target=12,
    ),
    "risk_assessment": Work(
        activity=Text(
            "Walk through each site with the risk list, agree on changes",
            "المرور بكل موقع بقائمة المخاطر والاتفاق على التغيير",
        ),
        indicator=Text("Sites seen", "مواقع مفحوصة"),
        unit=SITES,
        role="programme_manager",
        target=5,
        dollars=1500,
        funding="project",
    ),
    "resources_and_accountability": Work(
        activity=Text(
            "Put a line for PSEA in every project budget",
            "إدراج بند للحماية في ميزانية كل مشروع",
        ),
        indicator=Text("Projects with it", "مشاريع بالبند"),
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
