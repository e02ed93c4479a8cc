package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigFault;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Holds texts to one part, or to two where their letters are not in the alphabet of text messages, for every sender
 * there is. So a text cannot be too long when it goes out, and nothing is cut then. Pure.
 */
final class TextLengths {

    /** 3GPP TS 23.040, 9.2.3.24.1: of two parts of UCS-2 each has 67. */
    private static final int TWO_PARTS = 2 * 67;

    private static final int ONE_PART = 160;
    /** 16 random bytes, base64url (protocol, section 8). */
    private static final String TOKEN = "A".repeat(22);

    private TextLengths() {}

    /** Where a text to a sender's people is at its longest. */
    static RenderingContext longest(MessageFacts facts, MessageFacts.Sender sender) {
        String url = facts.publicUrl().toString().replaceFirst("/$", "");
        return RenderingContext.from(sender.publicName(), sender.phone(), ZoneOffset.UTC)
                .link(URI.create(url + "/a/" + TOKEN))
                .code("000000")
                .build();
    }

    static int most(boolean inAlphabet) {
        return inAlphabet ? ONE_PART : TWO_PARTS;
    }

    static void judge(TemplateFile file, Compiled template, Words words, MessageFacts facts, List<ConfigFault> faults) {
        for (MessageFacts.Sender sender : facts.senders()) {
            String text = template.body(Wording.of(longest(facts, sender), Audience.PATIENT, words, false))
                    .strip();
            boolean one = Gsm7.holds(text);
            int length = one ? Gsm7.length(text) : text.length();
            int most = most(one);
            if (length > most) {
                faults.add(file.fault(
                        0,
                        "takes " + length + " of " + most + " places with the public name of " + sender.named()
                                + (one ? "" : ", in letters of which two parts of a text hold 67 each")
                                + ": say it in fewer words, or shorten that name or publicUrl by " + (length - most)));
            }
        }
    }

    /** Signs that cost a part and are no letters. */
    static void judgeSigns(TemplateFile file, Literal literal, List<ConfigFault> faults) {
        for (int i = 0; i < literal.length(); i++) {
            char sign = literal.charAt(i);
            if (sign != '\0' && !Character.isLetter(sign) && !Gsm7.holds(String.valueOf(sign))) {
                faults.add(file.fault(
                        literal.offset(i),
                        String.format(
                                "U+%04X is not in the alphabet of text messages and is no letter: write %s",
                                (int) sign, plainer(sign))));
            }
        }
    }

    private static String plainer(char sign) {
        return switch (sign) {
            case '\u2018', '\u2019', '`', '\u00B4' -> "'";
            case '\u201C', '\u201D', '\u00AB', '\u00BB' -> "\"";
            case '\u2013', '\u2014', '\u2010', '\u2011' -> "-";
            case '\u2026' -> "...";
            case '\u00A0', '\t' -> "a space";
            default -> "it in words";
        };
    }
}
