package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Dead letters, as a person reads them in a terminal. Pure. */
final class DeadLetterLines {

    private static final String ROW = "%-36s  %-20s  %-24s  %-16s  %8s  %s";

    private DeadLetterLines() {}

    static String head() {
        return String.format(ROW, "NOTIFICATION", "DEAD SINCE", "LANE", "REASON", "ATTEMPTS", "CASE");
    }

    static String row(JsonNode letter) {
        return String.format(
                ROW,
                text(letter, "notification"),
                seconds(text(letter, "deadAt")),
                text(letter, "lane"),
                text(letter, "reason"),
                letter.path("attempts").asText(),
                text(letter, "case"));
    }

    /** All of one. */
    static List<String> of(JsonNode letter) {
        List<String> lines = new ArrayList<>();
        lines.add(text(letter, "notification") + ", case " + text(letter, "case"));
        lines.add("to:        " + recipient(letter.path("recipient")) + ", over " + text(letter, "channel"));
        lines.add("for:       " + text(letter, "purpose") + " (" + text(letter, "template") + ")");
        lines.add("dead:      since " + seconds(text(letter, "concludedAt")) + ", made "
                + seconds(text(letter, "madeAt")));
        lines.add("reason:    " + text(letter, "reason") + ". " + text(letter, "why"));
        if (letter.path("sentAgain").asInt() > 0) {
            lines.add("resent:    " + letter.path("sentAgain").asInt() + " times before");
        }
        lines.add("attempts:  " + letter.path("attempts").size());
        for (JsonNode attempt : letter.path("attempts")) {
            lines.add(String.format(
                    "  %3d  %s  %-8s  %-16s  %6d ms  %s",
                    attempt.path("n").asInt(),
                    seconds(text(attempt, "at")),
                    text(attempt, "outcome"),
                    text(attempt, "code"),
                    attempt.path("millis").asLong(),
                    attempt.path("answered").asBoolean() ? "answered" : "no answer"));
            if (attempt.hasNonNull("words")) {
                lines.add(Words.indented(attempt.path("words").asText(), 7));
            }
        }
        return lines;
    }

    private static String recipient(JsonNode recipient) {
        return switch (text(recipient, "kind")) {
            case "partner" -> text(recipient, "partner");
            case "contact" ->
                "contact " + (recipient.path("position").asInt() + 1) + " of " + text(recipient, "partner")
                        + name(recipient);
            default -> text(recipient, "relation") + name(recipient);
        };
    }

    private static String name(JsonNode recipient) {
        return recipient.hasNonNull("name") ? ", " + text(recipient, "name") : "";
    }

    private static String text(JsonNode node, String member) {
        return Words.clean(node.path(member).asText("-"));
    }

    /** Without the milliseconds. */
    private static String seconds(String time) {
        return time.replaceFirst("\\.[0-9]+Z$", "Z");
    }
}
