"""The roles: which permissions each begins with. The one table to read and to discuss.

A migration gives them once (``0002_roles``); from then on they are Wagtail
groups that an administrator may change in the admin, and nothing changes them
back. A permission that is added here later needs a migration of its own that
gives that one (:func:`portal.people.granting.grant`).
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INTO_THE_ADMIN = ("wagtailadmin.access_admin",)
READ_FIGURES = (
    "campaigns.view_channel",
    "campaigns.view_control",
    "campaigns.view_definition",
    "campaigns.view_entry",
    "campaigns.view_indicator",
    "campaigns.view_month",
)
# What was asked of people, and what was made for it.
READ_CAMPAIGNS = ("campaigns.view_campaign", "campaigns.view_product")
KEEP_CAMPAIGNS = (
    *READ_CAMPAIGNS,
    "campaigns.add_campaign",
    "campaigns.add_newsreport",
    "campaigns.add_product",
    "campaigns.change_campaign",
    "campaigns.change_newsreport",
    "campaigns.change_product",
    "campaigns.export_newsreport",
    "campaigns.export_product",
    "campaigns.view_newsreport",
)
# What is open is offered to everybody who logs; what is shown is read by everybody.
OPEN_CAMPAIGNS = (
    "campaigns.open_campaign",
    "campaigns.publish_newsreport",
    "campaigns.publish_product",
)
# Writing a month's factsheet; freezing what somebody else wrote, so that it goes out.
WRITE_ISSUES = ("issues.add_issue", "issues.change_issue", "issues.view_issue")
FREEZE_ISSUES = ("issues.freeze_issue",)
CLEAR_REGISTERS = ("campaigns.delete_newsreport", "campaigns.delete_product")
# What is to be reached: a logframe leaves the house, as it is made to.
READ_TARGETS = ("campaigns.export_target", "campaigns.view_target")
KEEP_TARGETS = (*READ_TARGETS, "campaigns.add_target", "campaigns.change_target")
CLEAR_TARGETS = ("campaigns.delete_target",)
READ_PAGE_VIEWS = ("page_views.view_viewsofaday",)
# Whoever has it works in all districts; others in those that they are assigned to.
EVERYWHERE = ("campaigns.everywhere_assignment",)
# Communications staff see the events of all districts, and announce what comes.
SEE_EVENTS = (*EVERYWHERE, "events.view_event", "events.view_body")
LOG_EVENTS = (
    "events.add_event",
    "events.change_event",
    "events.view_event",
    "events.view_body",
    "events.view_plannedevent",
)
PLAN_EVENTS = (
    "events.add_plannedevent",
    "events.change_plannedevent",
    "events.view_plannedevent",
)
KEEP_REGISTERS = (
    "events.add_body",
    "events.add_school",
    "events.add_volunteer",
    "events.change_body",
    "events.change_school",
    "events.change_volunteer",
    "events.view_body",
    "events.view_school",
    "events.view_volunteer",
)
DECIDE_QUARANTINE = ("events.change_quarantined", "events.view_quarantined")
# Passwords for phones with ODK Collect; supervisors for their own people.
KEEP_DEVICES = ("events.add_device", "events.change_device", "events.view_device")
# Two events that may be one, merged or told apart; call-backs; what stands out.
VERIFY_EVENTS = (
    "events.change_drawnevent",
    "events.change_eventpair",
    "events.view_draw",
    "events.view_drawnevent",
    "events.view_eventpair",
)
# What changed for somebody: whoever claims it may change it until a second person decides.
CLAIM_OUTCOMES = ("events.add_outcomeclaim", "events.view_outcomeclaim")
VERIFY_OUTCOMES = (
    "events.change_outcomeclaim",
    "events.export_outcomeclaim",
    "events.verify_outcomeclaim",
)
# Of all districts at once: it takes working everywhere too.
DRAW_EVENTS = ("events.add_draw",)
SAY_WHO_WORKS_WHERE = (
    "campaigns.add_assignment",
    "campaigns.add_rsc",
    "campaigns.change_assignment",
    "campaigns.change_rsc",
    "campaigns.delete_assignment",
    "campaigns.view_assignment",
    "campaigns.view_rsc",
)
SEE_MEDIA = (
    "media_ingest.view_account",
    "media_ingest.view_alert",
    "media_ingest.view_post",
)
# With the platforms' answers as they came, and the download of readings.
SEE_READINGS = (
    "media_ingest.view_allowance",
    "media_ingest.view_metric",
    "media_ingest.view_pollrun",
    "media_ingest.view_postreading",
    "media_ingest.view_reading",
)
KEEP_FIGURES = (
    "campaigns.add_channel",
    "campaigns.add_entry",
    "campaigns.change_channel",
    "campaigns.change_indicator",
)
# A month is closed by two people: whoever keeps figures begins, an approver agrees.
CLOSE_MONTHS = ("campaigns.close_month",)
APPROVE_MONTHS = ("campaigns.approve_month",)
# What other systems hold: a measure of one's own, with its first definition.
ADD_INDICATORS = ("campaigns.add_indicator",)
KEEP_KINDS = (
    "events.add_eventkind",
    "events.add_outcomekind",
    "events.change_eventkind",
    "events.change_outcomekind",
    "events.view_eventkind",
    "events.view_outcomekind",
)
# What pupils are asked, and what a fair offers.
KEEP_BANK = (
    "events.add_question",
    "events.add_servicekind",
    "events.change_question",
    "events.change_servicekind",
    "events.view_question",
    "events.view_servicekind",
)
EXPORT_EVENTS = ("events.export_event",)
IMPORT_EVENTS = ("events.import_event",)
# Evidence of consent and raw recordings of one's own districts; each view says its reason.
SEE_PRIVATE_FILES = ("crm_videos.view_privatefile",)
# Who looked at them, everywhere.
SEE_ACCESS_LOG = ("crm_videos.view_accessentry",)
# Telling a story in public: its facts and what the person agreed to, never who it is.
WRITE_STORIES = (
    "crm_videos.add_story",
    "crm_videos.change_story",
    "crm_videos.view_consent",
    "crm_videos.view_exchangerate",
    "crm_videos.view_story",
    "crm_videos.view_testimony",
)
# Two different people, whoever they are, for every story and every change of it.
APPROVE_STORIES = ("crm_videos.approve_story", "crm_videos.view_review")
# Recording what somebody tells, asking them, and taking back what they take back.
ASK_FOR_CONSENT = (
    "crm_videos.add_consent",
    "crm_videos.add_testimony",
    "crm_videos.change_testimony",
    "crm_videos.view_consent",
    "crm_videos.view_consentscript",
    "crm_videos.view_story",
    "crm_videos.view_testimony",
)
# With a phone in the field: it only sends in. Nobody reads there who it was or what was told.
RECORD_STORIES = ("crm_videos.add_recording",)
# Where stories went, and seeing to it that what was withdrawn is gone from there.
TAKE_DOWN_COPIES = (
    "crm_videos.add_copy",
    "crm_videos.change_copy",
    "crm_videos.view_copy",
    "crm_videos.view_withdrawal",
)
# Answering the hotline: a card opens the code of its testimony, wherever that was told.
ANSWER_CODE_CARDS = ("crm_videos.use_codecard",)
# Reading what people ask us in confidence, in their districts, and answering it.
ANSWER_QUESTIONS = ("asking.answer_askedquestion",)
# What the public says of pages and in quizzes, as counts.
READ_COUNTS = ("asking.view_helpedofaday", "asking.view_quizanswersofaday")
KEEP_POLLS = ("asking.add_poll", "asking.change_poll", "asking.view_poll")
# Two different people: one asks for a person to be erased, another confirms it.
ASK_TO_ERASE = ("crm_videos.add_erasure", "crm_videos.view_erasure")
CONFIRM_ERASURES = ("crm_videos.confirm_erasure", "crm_videos.view_erasure")
KEEP_SCRIPTS = (
    "crm_videos.add_consentscript",
    "crm_videos.add_exchangerate",
    "crm_videos.change_consentscript",
    "crm_videos.change_exchangerate",
    "crm_videos.view_consentscript",
    "crm_videos.view_exchangerate",
)
# What pages say of fees, numbers, addresses, days and steps: proposed, and confirmed.
PROPOSE_FACTS = ("facts.add_fact", "facts.change_fact", "facts.view_fact")
CONFIRM_FACTS = ("facts.lock_fact", "facts.publish_fact", "facts.unlock_fact")
# Who helps where; their numbers, addresses and hours are facts, which approvers confirm.
KEEP_SERVICES = (
    "directory.add_service",
    "directory.change_service",
    "directory.view_kindofservice",
    "directory.view_service",
)
KEEP_KINDS_OF_SERVICE = ("directory.add_kindofservice", "directory.change_kindofservice")
# Calls of the hotline: who answers it notes them, who keeps figures brings whole months.
NOTE_CALLS = ("hotline_calls.add_calls", "hotline_calls.view_calls")
KEEP_CALLS = (
    "hotline_calls.change_calls",
    "hotline_calls.delete_calls",
    "hotline_calls.import_calls",
)
# The sounds that pages play; a page with another one is published by two people.
BRING_SOUNDS = ("pages.add_sound", "pages.change_sound", "pages.view_sound")
DELETE_SOUNDS = ("pages.delete_sound",)
# At once and without a second person, so not for editors.
PROMOTE_RESULTS = (
    "wagtailsearchpromotions.add_searchpromotion",
    "wagtailsearchpromotions.change_searchpromotion",
    "wagtailsearchpromotions.delete_searchpromotion",
)
TRANSLATE = ("wagtail_localize.submit_translation",)
RUN_THE_SITE = (
    "auth.add_group",
    "auth.add_user",
    "auth.change_group",
    "auth.change_user",
    "auth.delete_user",
    "auth.view_group",
    "auth.view_user",
    "media_ingest.change_account",
    "open_data.change_publishedactivity",
    "pages.change_programme",
    "wagtailcore.add_workflow",
    "wagtailcore.change_workflow",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)

WRITE_PAGES = ("add_page", "change_page")
PUBLISH_PAGES = ("publish_page", "lock_page", "unlock_page")
KEEP_FILES = ("wagtailimages.image", "wagtaildocs.document")


@dataclass(frozen=True, slots=True)
class Role:
    """A group: its name never changes, its label is what people read."""

    name: str
    label: str | Promise
    permissions: tuple[str, ...]
    # On every page, from the root down.
    on_pages: tuple[str, ...] = ()
    # Adds, changes and chooses these in every collection.
    files: tuple[str, ...] = ()
    # The role's work can be done without a second factor.
    light: bool = field(default=False)


ADMINISTRATORS = Role(
    "Administrators",
    _("Administrators"),
    INTO_THE_ADMIN + READ_FIGURES + READ_PAGE_VIEWS
    + KEEP_FIGURES + EVERYWHERE + LOG_EVENTS + PLAN_EVENTS
    + KEEP_KINDS + KEEP_BANK + KEEP_REGISTERS + DECIDE_QUARANTINE + VERIFY_EVENTS + DRAW_EVENTS
    + CLAIM_OUTCOMES + VERIFY_OUTCOMES
    + EXPORT_EVENTS + IMPORT_EVENTS + KEEP_DEVICES + SEE_MEDIA + SEE_READINGS + TRANSLATE
    + SAY_WHO_WORKS_WHERE + SEE_PRIVATE_FILES + SEE_ACCESS_LOG + RUN_THE_SITE + WRITE_STORIES
    + APPROVE_STORIES + ASK_FOR_CONSENT + RECORD_STORIES + KEEP_SCRIPTS + TAKE_DOWN_COPIES
    + ANSWER_CODE_CARDS + ASK_TO_ERASE + CONFIRM_ERASURES + PROPOSE_FACTS + CONFIRM_FACTS
    + PROMOTE_RESULTS + KEEP_SERVICES + KEEP_KINDS_OF_SERVICE + NOTE_CALLS + KEEP_CALLS
    + ANSWER_QUESTIONS + READ_COUNTS + KEEP_POLLS
    + KEEP_CAMPAIGNS + OPEN_CAMPAIGNS + CLEAR_REGISTERS + KEEP_TARGETS + CLEAR_TARGETS
    + ADD_INDICATORS + BRING_SOUNDS + DELETE_SOUNDS
    + WRITE_ISSUES + FREEZE_ISSUES + CLOSE_MONTHS + APPROVE_MONTHS,
    on_pages=WRITE_PAGES + PUBLISH_PAGES,
    files=KEEP_FILES,
)  # fmt: skip
EDITORS = Role(
    "Editors",
    _("Editors"),
    INTO_THE_ADMIN + READ_FIGURES + READ_PAGE_VIEWS
    + SEE_EVENTS + PLAN_EVENTS + SEE_MEDIA + TRANSLATE
    + WRITE_STORIES + TAKE_DOWN_COPIES + ANSWER_CODE_CARDS + PROPOSE_FACTS + KEEP_SERVICES
    + NOTE_CALLS + READ_COUNTS + KEEP_POLLS
    + KEEP_CAMPAIGNS + BRING_SOUNDS + WRITE_ISSUES
    + KEEP_TARGETS,
    on_pages=WRITE_PAGES,
    files=KEEP_FILES,
)  # fmt: skip
APPROVERS = Role(
    "Approvers",
    _("Approvers"),
    INTO_THE_ADMIN + READ_FIGURES + READ_PAGE_VIEWS
    + SEE_EVENTS + PLAN_EVENTS + SEE_MEDIA + TRANSLATE
    + WRITE_STORIES + APPROVE_STORIES + TAKE_DOWN_COPIES + ANSWER_CODE_CARDS + CONFIRM_ERASURES
    + PROPOSE_FACTS + CONFIRM_FACTS + PROMOTE_RESULTS + KEEP_SERVICES + KEEP_KINDS_OF_SERVICE
    + NOTE_CALLS + ANSWER_QUESTIONS + READ_COUNTS + KEEP_POLLS
    + KEEP_CAMPAIGNS + OPEN_CAMPAIGNS + BRING_SOUNDS + DELETE_SOUNDS
    + WRITE_ISSUES + FREEZE_ISSUES + APPROVE_MONTHS
    + KEEP_TARGETS,
    on_pages=WRITE_PAGES + PUBLISH_PAGES,
    files=KEEP_FILES,
)  # fmt: skip
DATA_MANAGERS = Role(
    "Data managers",
    _("Data managers"),
    INTO_THE_ADMIN + READ_FIGURES + READ_PAGE_VIEWS
    + KEEP_FIGURES + EVERYWHERE + LOG_EVENTS + PLAN_EVENTS
    + KEEP_KINDS + KEEP_BANK + KEEP_REGISTERS + DECIDE_QUARANTINE + VERIFY_EVENTS + DRAW_EVENTS
    + CLAIM_OUTCOMES + VERIFY_OUTCOMES
    + EXPORT_EVENTS + IMPORT_EVENTS + KEEP_DEVICES + SEE_MEDIA + SEE_READINGS
    + NOTE_CALLS + KEEP_CALLS + KEEP_CAMPAIGNS + CLEAR_REGISTERS + WRITE_ISSUES + CLOSE_MONTHS
    + ADD_INDICATORS + CLEAR_TARGETS + KEEP_TARGETS,
)  # fmt: skip
RSC_SUPERVISORS = Role(
    "RSC supervisors",
    _("RSC supervisors"),
    INTO_THE_ADMIN + READ_FIGURES + LOG_EVENTS + PLAN_EVENTS + KEEP_REGISTERS + VERIFY_EVENTS
    + CLAIM_OUTCOMES + VERIFY_OUTCOMES + EXPORT_EVENTS + IMPORT_EVENTS + KEEP_DEVICES
    + SEE_PRIVATE_FILES + ASK_FOR_CONSENT + RECORD_STORIES + TAKE_DOWN_COPIES + ANSWER_CODE_CARDS
    + ASK_TO_ERASE + NOTE_CALLS + ANSWER_QUESTIONS + READ_CAMPAIGNS + READ_TARGETS,
)  # fmt: skip
FIELD_STAFF = Role(
    "Field staff",
    _("Field staff"),
    INTO_THE_ADMIN + LOG_EVENTS + CLAIM_OUTCOMES + RECORD_STORIES,
    light=True,
)
# Figures only: no event with its notes, no account, no answer of a platform.
DONOR_READERS = Role(
    "Donor readers",
    _("Donor readers"),
    INTO_THE_ADMIN + READ_FIGURES + READ_CAMPAIGNS + READ_TARGETS,
    light=True,
)

ROLES = (
    ADMINISTRATORS,
    EDITORS,
    APPROVERS,
    DATA_MANAGERS,
    RSC_SUPERVISORS,
    FIELD_STAFF,
    DONOR_READERS,
)
LABELS = {role.name: role.label for role in ROLES}
# All that may be done with a password alone. Whoever may do anything else
# needs a second factor, whichever way the permission came to them.
LIGHT_PERMISSIONS = frozenset(
    permission for role in ROLES if role.light for permission in role.permissions
)
