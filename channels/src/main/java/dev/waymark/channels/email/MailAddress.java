package dev.waymark.channels.email;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail address with maybe a name before it. A name of domain in other scripts is kept in its ASCII form.
 *
 * @param name any text without control characters
 */
public record MailAddress(Optional<String> name, String address) {

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Pattern NAMED = Pattern.compile("\\s*\"?([^<>\"]*?)\"?\\s*<([^<>]*)>\\s*");

    /** RFC 5321, 4.5.3.1. */
    private static final int LONGEST_LOCAL = 64;

    private static final int LONGEST = 254;
    private static final int LONGEST_NAME = 200;

    public MailAddress {
        address = ascii(address);
        if (!isAscii(address)) {
            throw new IllegalArgumentException("a mail address is local@domain, the local part in ASCII");
        }
        if (name.isPresent()
                && (name.get().isBlank() || name.get().length() > LONGEST_NAME || hasControl(name.get()))) {
            throw new IllegalArgumentException("a name before a mail address is 1 to 200 characters on one line");
        }
    }

    /** Reads {@code care@example.org} or {@code Care Team <care@example.org>}. */
    public static MailAddress parse(String text) {
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            return new MailAddress(Optional.empty(), text.strip());
        }
        String name = named.group(1).strip();
        return new MailAddress(
                name.isEmpty() ? Optional.empty() : Optional.of(name),
                named.group(2).strip());
    }

    /** Whether {@code address} can be written to. */
    public static boolean isValid(String address) {
        return isAscii(ascii(address));
    }

    String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Without the address: records print where logs are. */
    @Override
    public String toString() {
        return "MailAddress[redacted]";
    }

    private static String ascii(String address) {
        int at = address.lastIndexOf('@');
        try {
            String domain = IDN.toASCII(address.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            return address.substring(0, at + 1) + domain.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noDomain) {
            return address;
        }
    }

    private static boolean isAscii(String address) {
        int at = address.lastIndexOf('@');
        return at > 0
                && at <= LONGEST_LOCAL
                && address.length() <= LONGEST
                && LOCAL.matcher(address.substring(0, at)).matches()
                && DOMAIN.matcher(address.substring(at + 1)).matches();
    }

    static boolean hasControl(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }
}
