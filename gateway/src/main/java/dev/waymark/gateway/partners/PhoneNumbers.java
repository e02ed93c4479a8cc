package dev.waymark.gateway.partners;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;

/** Reads numbers that texts go to. */
public final class PhoneNumbers {

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final String EXPECTED = "must be a phone number in E.164 form, such as +12025550142";
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    /**
     * The number, if it is one in E.164 form that its country's plan makes possible; throws {@link
     * IllegalArgumentException} that says what to write. Possible, not valid: plans change faster than libraries, and
     * numbers set aside for invented people (555-01xx) are to be taken.
     */
    public static String read(String text) {
        if (!E164.matcher(text).matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        try {
            PhoneNumber number = NUMBERS.parse(text, null);
            if (NUMBERS.isPossibleNumber(number)
                    && NUMBERS.format(number, PhoneNumberFormat.E164).equals(text)) {
                return text;
            }
        } catch (NumberParseException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
        throw new IllegalArgumentException("is not possible in the numbering plan of its country");
    }
}
