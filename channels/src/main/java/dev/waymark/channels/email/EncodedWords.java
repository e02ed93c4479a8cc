package dev.waymark.channels.email;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Header text in ASCII: as it is where it can be, else encoded words (RFC 2047), one a line, no character cut in two. */
final class EncodedWords {

    /** So that the longest of our header names and an encoded word stay within 76 columns. */
    private static final int MOST_BYTES_A_WORD = 39;

    private static final int LONGEST_PLAIN = 200;
    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e]*");
    private static final Pattern PHRASE = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+");

    private EncodedWords() {}

    /** Unstructured text, such as a subject. */
    static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !text.contains("=?") && text.length() <= LONGEST_PLAIN;
        return plain ? text : encode(text);
    }

    /** A name and an address, or the address alone. */
    static String address(MailAddress address) {
        return address.name()
                .map(name -> phrase(name) + " <" + address.address() + ">")
                .orElse(address.address());
    }

    private static String phrase(String name) {
        if (!PLAIN.matcher(name).matches() || name.contains("=?")) {
            return encode(name);
        }
        if (PHRASE.matcher(name).matches()) {
            return name;
        }
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String encode(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(character -> {
            String next = Character.toString(character);
            if (length(word + next) > MOST_BYTES_A_WORD) {
                words.add(encoded(word));
                word.setLength(0);
            }
            word.append(next);
        });
        words.add(encoded(word));
        return String.join("\r\n ", words);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String encoded(StringBuilder word) {
        byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}
