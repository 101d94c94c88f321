"""The kinds of identifier that are looked for, each with the reason in words."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What a found piece of text is."""

    OWN_GIVEN_NAME = "own_given_name"
    OWN_FAMILY_NAME = "own_family_name"
    THIRD_PERSON = "third_person"
    OWN_GIVEN_NAME_OR_WORD = "own_given_name_or_word"
    OWN_FAMILY_NAME_OR_WORD = "own_family_name_or_word"
    THIRD_PERSON_OR_WORD = "third_person_or_word"
    TITLED_NAME = "titled_name"
    NAME = "name"
    POSSIBLE_NAME = "possible_name"
    KIN_BY_NAME = "kin_by_name"
    ONE_RELATIVE = "one_relative"
    MIDDLEMAN = "middleman"
    EMPLOYER = "employer"
    PERSON_OF_ROLE = "person_of_role"
    OWN_PLACE = "own_place"
    VILLAGE = "village"
    UNION = "union"
    UPAZILA = "upazila"
    PLACE_PAIR = "place_pair"
    WARD = "ward"
    STREET = "street"
    HOUSE = "house"
    POST_OFFICE = "post_office"
    LOCAL_INSTITUTION = "local_institution"
    COORDINATES = "coordinates"
    PLUS_CODE = "plus_code"
    PHONE = "phone"
    PHONE_IN_WORDS = "phone_in_words"
    MESSENGER = "messenger"
    EMAIL = "email"
    WEB_ADDRESS = "web_address"
    PROFILE = "profile"
    HANDLE = "handle"
    OWN_NUMBER = "own_number"
    NATIONAL_ID = "national_id"
    BIRTH_REGISTRATION = "birth_registration"
    PASSPORT = "passport"
    VISA = "visa"
    MIGRATION_CARD = "migration_card"
    BANK_ACCOUNT = "bank_account"
    MOBILE_MONEY = "mobile_money"
    CASE_NUMBER = "case_number"
    VEHICLE = "vehicle"
    PAPER_NUMBER = "paper_number"
    LONG_NUMBER = "long_number"
    EXACT_DAY = "exact_day"
    BIRTHDAY = "birthday"
    FLIGHT = "flight"
    EXACT_SUM = "exact_sum"
    COMPANY = "company"
    AGENCY_LICENCE = "agency_licence"
    VESSEL = "vessel"
    CAMP = "camp"
    UNIQUE_ROLE = "unique_role"
    BODY_MARK = "body_mark"
    FACE_SHOWN = "face_shown"
    CAMERA_FILE = "camera_file"


WHY: dict[Kind, Promise] = {
    Kind.OWN_GIVEN_NAME: _("The person's real name. Use the name that was agreed on."),
    Kind.OWN_FAMILY_NAME: _("The person's family name. The consent does not allow it."),
    Kind.THIRD_PERSON: _("The testimony names this person. Others are never named."),
    Kind.OWN_GIVEN_NAME_OR_WORD: _("The person's real name, or only the everyday word?"),
    Kind.OWN_FAMILY_NAME_OR_WORD: _("The person's family name, or only the everyday word?"),
    Kind.THIRD_PERSON_OR_WORD: _("Somebody whom the testimony names, or only the everyday word?"),
    Kind.TITLED_NAME: _("A title and a name. Others are never named."),
    Kind.NAME: _("A person's name. Only the name that was agreed on may stand here."),
    Kind.POSSIBLE_NAME: _("This may be a name. If it is, take it out."),
    Kind.KIN_BY_NAME: _("A relative by name. Say “a relative” without the name."),
    Kind.ONE_RELATIVE: _("Points to one relative. Is “a relative” enough?"),
    Kind.MIDDLEMAN: _("A middleman by name. It is dangerous, and may be defamation."),
    Kind.EMPLOYER: _("An employer by name. Others are never named."),
    Kind.PERSON_OF_ROLE: _("A person by name and role. Keep the role, take out the name."),
    Kind.OWN_PLACE: _("Where the person really lives. Name the district only."),
    Kind.VILLAGE: _("A village. Name the district only."),
    Kind.UNION: _("A union. Name the district only."),
    Kind.UPAZILA: _("An upazila. Name the district only."),
    Kind.PLACE_PAIR: _("Two places together lead to one neighbourhood. Name the district only."),
    Kind.WARD: _("A ward. Name the district only."),
    Kind.STREET: _("A road or a neighbourhood. Name the district only."),
    Kind.HOUSE: _("A house or holding. Take it out."),
    Kind.POST_OFFICE: _("A post office or post code. Name the district only."),
    Kind.LOCAL_INSTITUTION: _("A school, mosque or market by name shows the neighbourhood."),
    Kind.COORDINATES: _("A position on the map. Take it out."),
    Kind.PLUS_CODE: _("A code for a position on the map. Take it out."),
    Kind.PHONE: _("A phone number that is not our hotline. Take it out."),
    Kind.PHONE_IN_WORDS: _("A number spelled out in words. Take it out."),
    Kind.MESSENGER: _("An account of WhatsApp, imo or the like. Take it out."),
    Kind.EMAIL: _("An e-mail address. Take it out."),
    Kind.WEB_ADDRESS: _("A web address may lead to the person. Take it out."),
    Kind.PROFILE: _("A profile's name leads to the person. Take it out."),
    Kind.HANDLE: _("An account's name leads to the person. Take it out."),
    Kind.OWN_NUMBER: _("A number of this person, known from the testimony. Take it out."),
    Kind.NATIONAL_ID: _("This may be a national identity number. Take it out."),
    Kind.BIRTH_REGISTRATION: _("A birth registration number. Take it out."),
    Kind.PASSPORT: _("A passport number. Take it out."),
    Kind.VISA: _("The number of a visa or permit. Take it out."),
    Kind.MIGRATION_CARD: _("The number of a migration or smart card. Take it out."),
    Kind.BANK_ACCOUNT: _("A bank account. Take it out."),
    Kind.MOBILE_MONEY: _("An account for mobile money. Take it out."),
    Kind.CASE_NUMBER: _("The number of a case leads to names in a court or police file."),
    Kind.VEHICLE: _("A number plate. Take it out."),
    Kind.PAPER_NUMBER: _("The number of a paper. Take it out."),
    Kind.LONG_NUMBER: _("A long number may lead to a person. Is it needed?"),
    Kind.EXACT_DAY: _("An exact day. Give the month or the year."),
    Kind.BIRTHDAY: _("A birthday or an age to the month. Give the age in years."),
    Kind.FLIGHT: _("A flight or ticket leads to a list of names. Take it out."),
    Kind.EXACT_SUM: _("An exact sum is known to whoever took it. Round it."),
    Kind.COMPANY: _("A company by name. Say what it does instead."),
    Kind.AGENCY_LICENCE: _("A recruiting agency's licence number names the agency."),
    Kind.VESSEL: _("A boat or ship by name. Say “a boat”."),
    Kind.CAMP: _("A camp, prison or cell by name or number. Name the country only."),
    Kind.UNIQUE_ROLE: _("Says that there is only one such person. Neighbours will know who."),
    Kind.BODY_MARK: _("A mark on the body by which the person is known again."),
    Kind.FACE_SHOWN: _("Says that the face is seen. The consent asks for it to be hidden."),
    Kind.CAMERA_FILE: _("A name that a camera or phone gave: it tells the day. Rename the file."),
}
