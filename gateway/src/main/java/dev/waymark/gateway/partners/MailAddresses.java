package dev.waymark.gateway.partners;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads mail addresses that may stand in a header as they are. */
public final class MailAddresses {

    // RFC 5321 lengths (4.5.3.1); dot-atom only (RFC 5322, 3.4.1): no quotes, no comments, nothing that folds a header.
    private static final int LONGEST = 254;
    private static final Pattern FORM = Pattern.compile("(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
            + "(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
            + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private MailAddresses() {}

    /** The address as given; throws {@link IllegalArgumentException} that says what to write. */
    public static String read(String text) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a mail address, such as ana@example.org");
        }
        return text;
    }

    /** The form in which addresses are compared and hashed. */
    public static String normal(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
