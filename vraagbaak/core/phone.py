"""Phone numbers: any notation in, one notation kept (E.164), a readable one shown."""

import phonenumbers


def normalise_phone(typed: str) -> str | None:
    """The number in E.164, or None when it cannot be one; Dutch unless it says otherwise."""
    try:
        number = phonenumbers.parse(typed, "NL")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def readable_phone(number: str) -> str:
    """The number as people here write it: Dutch ones national, others international."""
    try:
        parsed = phonenumbers.parse(number, "NL")
    except phonenumbers.NumberParseException:
        return number
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, form.NATIONAL if parsed.country_code == 31 else form.INTERNATIONAL)
