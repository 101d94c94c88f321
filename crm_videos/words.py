"""The declared lists of consents and stories: what may be ticked, and what each is called."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """What a person's words may be used for."""

    AWARENESS = "awareness", _("To inform people about migration")
    TRAINING = "training", _("In trainings and sessions")
    REPORTING = "reporting", _("In reports to donors and ministries")
    PRESS = "press", _("By journalists")


class Channel(models.TextChoices):
    """Where they may be shown."""

    SITE = "site", _("This website")
    FACEBOOK = "facebook", _("Facebook")
    YOUTUBE = "youtube", _("YouTube")
    PRINT = "print", _("Print and factsheets")
    JOURNALISTS = "journalists", _("Handed to journalists")


class Language(models.TextChoices):
    BANGLA = "bn", _("Bangla")
    ENGLISH = "en", _("English")


class Evidence(models.TextChoices):
    """What proves that the person agreed."""

    SIGNATURE = "signature", _("Signature")
    THUMB = "thumb", _("Thumbprint")
    VOICE = "voice", _("Recorded voice")
    PAPER = "paper", _("Scan of the paper form")


class Kind(models.TextChoices):
    """What a version of a consent did."""

    GIVEN = "given", _("Given")
    RENEWED = "renewed", _("Renewed")
    NARROWED = "narrowed", _("Narrowed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Chapter(models.TextChoices):
    """The parts in which a person tells."""

    EXPERIENCE = "experience", _("What happened")
    SUPPORT = "support", _("What helped")
    MESSAGE = "message", _("What I tell others")


class Medium(models.TextChoices):
    """As what a chapter comes."""

    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Sound only")
    TEXT = "text", _("In writing")


class Arrival(models.TextChoices):
    """How far an upload of a recording has come."""

    ARRIVING = "arriving", _("Arriving")
    LOOKING = "looking", _("Being looked at")
    TAKEN = "taken", _("Taken")
    REFUSED = "refused", _("Refused")


class Hiding(models.TextChoices):
    """What of the picture a video does not show."""

    NOTHING = "nothing", _("Nothing")
    REGION = "region", _("Parts of the picture")
    WHOLE = "whole", _("The whole picture, in coarse squares")
    NO_PICTURE = "no-picture", _("All of it: sound only")


class VoiceAs(models.TextChoices):
    AS_IT_IS = "as-it-is", _("As it is")
    LOWER = "lower", _("Lower")
    HIGHER = "higher", _("Higher")


class RenditionKind(models.TextChoices):
    """The files that are made of a video, the lightest first."""

    POSTER = "poster", _("Poster")
    SOUND = "sound", _("Sound only")
    P240 = "240p", _("Small video")
    P360 = "360p", _("Video")


class CopyKind(models.TextChoices):
    """Where a copy of a story can be."""

    PAGE = "page", _("Page of this site")
    OFFLINE = "offline", _("Pages saved on phones")
    FACEBOOK = "facebook", _("Facebook post")
    YOUTUBE = "youtube", _("YouTube video")
    ISSUE = "issue", _("Monthly issue on this site")
    FACTSHEET = "factsheet", _("Factsheet")
    FILE = "file", _("File handed to somebody")
    OTHER = "other", _("Somewhere else")


class Proof(models.TextChoices):
    """How it is known that a copy is gone."""

    TAKEN_DOWN = "taken-down", _("The site took it down")
    LISTED = "listed", _("On the signed list, which phones follow")
    PLATFORM = "platform", _("The platform answered that it is gone")
    LOOKED = "looked", _("Somebody looked, and it is not there")
    HOLDER = "holder", _("The holder says so")


class Why(models.TextChoices):
    """Why a consent ended, or became narrower."""

    ASKED = "asked", _("The person told us")
    CARD = "card", _("The person rang, with the code card")
    EXPIRED = "expired", _("The consent ran out")
    SAFETY = "safety", _("Taken down to keep somebody safe")
    NARROWED = "narrowed", _("The consent was narrowed")


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Sex(models.TextChoices):
    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Other")
    NOT_SAID = "not-said", _("Not said")


class AgeBand(models.TextChoices):
    """Years in bands: an exact age helps to find a person."""

    TO_24 = "18-24", _("18 to 24")
    TO_34 = "25-34", _("25 to 34")
    TO_44 = "35-44", _("35 to 44")
    TO_59 = "45-59", _("45 to 59")
    FROM_60 = "60+", _("60 and older")
    HIDDEN = "hidden", _("Not shown")


class Role(models.TextChoices):
    RETURNEE = "returnee", _("Came back")
    ASPIRANT = "aspirant", _("Thought of going")
    FAMILY = "family", _("Family of somebody who went")


class Way(models.TextChoices):
    REGULAR = "regular", _("Regular: with visa and clearance")
    IRREGULAR = "irregular", _("Irregular")
    MIXED = "mixed", _("Part regular, part irregular")


class CostKind(models.TextChoices):
    ASKED = "asked", _("Asked for")
    PAID = "paid", _("Paid")
    LOST = "lost", _("Lost")
    RECOVERED = "recovered", _("Got back")


class Approach(models.TextChoices):
    NEIGHBOUR = "neighbour", _("From the neighbourhood")
    RELATIVE = "relative", _("A relative or friend")
    AGENCY = "agency", _("In the name of an agency")
    ONLINE = "online", _("Over the internet or by telephone")
    ABROAD = "abroad", _("From abroad")


class Financing(models.TextChoices):
    SAVINGS = "savings", _("Own savings")
    RELATIVES = "relatives", _("Loan from relatives")
    LENDER = "lender", _("Loan from a money lender")
    NGO = "ngo", _("Loan from an NGO")
    BANK = "bank", _("Loan from a bank")
    LAND = "land", _("Sale or mortgage of land")
    CATTLE = "cattle", _("Sale of cattle")
    JEWELLERY = "jewellery", _("Sale of jewellery")


class WentWrong(models.TextChoices):
    FRAUD = "fraud", _("Fraud")
    FORGED_PAPERS = "forged-papers", _("Forged papers")
    OVERWORK = "overwork", _("Overwork")
    UNPAID = "unpaid", _("Wages not paid")
    OTHER_WORK = "other-work", _("Other work than promised")
    PAPERS_TAKEN = "papers-taken", _("Papers taken away")
    UNDOCUMENTED = "undocumented", _("Became undocumented")
    DETENTION = "detention", _("Detention")
    ILLNESS = "illness", _("Illness or injury")
    JOB_LOSS = "job-loss", _("Lost the work")
    COERCED = "coerced", _("Forced into something")
    DEBT = "debt", _("Debt")
    SENT_BACK = "sent-back", _("Sent back")


class TurningPoint(models.TextChoices):
    VOLUNTEER = "volunteer", _("A volunteer")
    FORUM = "forum", _("A Migration Forum")
    SHOW = "show", _("A show or a video")
    CENTRE = "centre", _("A Reintegration Service Centre")
    HOTLINE = "hotline", _("The hotline")
    OFFICE = "office", _("A government office")
    FAMILY = "family", _("Family or neighbours")


class Help(models.TextChoices):
    COUNSELLING = "counselling", _("Counselling")
    MEDICAL = "medical", _("Medical help")
    LEGAL = "legal", _("Legal help")
    MEDIATION = "mediation", _("Mediation")
    TRAINING = "training", pgettext_lazy("help received", "Training")
    IN_KIND = "in-kind", _("Goods or animals to begin with")
    LOAN = "loan", _("A loan")
    JOB = "job", _("A job")
    SOCIAL = "social", _("Social help")


class Outcome(models.TextChoices):
    OWN_BUSINESS = "own-business", _("A business of their own")
    IN_WORK = "in-work", _("In work at home")
    MONEY_BACK = "money-back", _("Money got back")
    PLAN_DROPPED = "plan-dropped", _("Did not go")
    WENT_SAFELY = "went-safely", _("Went again, the regular way")
    RELIEF = "relief", _("Less burdened")
    STILL_HARD = "still-hard", _("Still hard")


class Theme(models.TextChoices):
    """What a reader may look for."""

    COSTS = "costs", _("Costs")
    MIDDLEMEN = "middlemen", _("Middlemen")
    SEA_ROUTE = "sea-route", _("The route over the sea")
    WOMEN = "women", _("Women")
    WORK = "work", _("Work abroad")
    DEBT = "debt", _("Debt")
    COMING_HOME = "coming-home", _("Coming home")
    HEALTH = "health", _("Health")
    FAMILY = "family", pgettext_lazy("theme", "Family")
    SKILLS = "skills", _("Skills")


class RiskFlag(models.TextChoices):
    """What somebody saw who read the story for its dangers."""

    THIRD_PARTY = "third-party", _("Somebody else is named or can be known")
    MINOR = "minor", _("A child can be known")
    ONGOING_CASE = "ongoing-case", _("A case is in court or with the police")
    VIOLENCE = "violence", _("Violence")
    SEXUAL_VIOLENCE = "sexual-violence", _("Sexual violence")


class Harmless(models.TextChoices):
    """Why words that the identity lint points to tell nothing."""

    WORD = "word", _("An everyday word, and no name")
    PUBLIC = "public", _("A public name or number, such as an office")
    MANY = "many", _("It fits so many people that it leads to nobody")
    AGREED = "agreed", _("The person wants it told, and it harms nobody else")
    OTHER = "other", _("Something else, which I write below")


# With one of these, a story is not shown at all.
FORBIDDING = frozenset({RiskFlag.THIRD_PARTY, RiskFlag.MINOR, RiskFlag.ONGOING_CASE})
# With one of these, it opens with a warning.
WANTS_WARNING = frozenset({RiskFlag.VIOLENCE, RiskFlag.SEXUAL_VIOLENCE})
# With one of these, one more person reads it.
WANTS_THIRD_READER = frozenset({RiskFlag.SEXUAL_VIOLENCE})


class PictureShows(models.TextChoices):
    """Who is to be seen in a picture, as whoever brings it declares."""

    NOBODY = "nobody", _("Nobody")
    BEHIND = "behind", _("A person from behind, or hands only")
    FACE_HIDDEN = "face-hidden", _("A person whose face is covered or cut off")
    FACE = "face", _("A person's face")


class Telltale(models.TextChoices):
    """What in a picture tells people of the neighbourhood who or where it is."""

    SIGN = "sign", _("A sign board, a shop's name or a number plate")
    HOUSE = "house", _("The person's house, or a place that people there know")
    UNIFORM = "uniform", _("A uniform, or clothes or jewellery that others would know")
    TATTOO = "tattoo", _("A tattoo, a scar or another mark on the body")
    DOCUMENT = "document", _("A document, a telephone or a screen that can be read")
    OTHERS = "others", _("Somebody else, such as a child or a relative")
    # Of videos alone: a picture is silent.
    SAID = "said", _("A name, a place or a telephone number that is said aloud")
