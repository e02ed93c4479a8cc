package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what became of each event, in words, and counts. */
final class SendOutcomes {

    private static final int INDENT = 11;

    private final PrintWriter out;
    private final Map<String, Integer> counts = new TreeMap<>();
    private @Nullable JsonNode lastTold;

    SendOutcomes(PrintWriter out) {
        this.out = out;
    }

    /** The gateway's own answer to an event: accepted, duplicate, parked and so on. */
    void taken(ObjectNode event, JsonNode answer) {
        String status = answer.path("status").asText("taken");
        String milestone = answer.path("milestone").asText("");
        line(status, event, answer.path("case").asText("") + (milestone.isEmpty() ? "" : "  " + milestone));
    }

    /** A problem of this event, or of the whole request that carried it; told in full once. */
    void refused(ObjectNode event, JsonNode problem) {
        line(
                "refused",
                event,
                problem.path("status").asText("")
                        + " "
                        + problem.path("type").asText("").replace("urn:waymark:problem:", ""));
        if (!problem.equals(lastTold)) {
            lastTold = problem;
            tell(problem);
        }
    }

    /** No answer that could be relied on: whether the event was taken is not known, and sending it again is safe. */
    void unanswered(ObjectNode event, String reason) {
        line("no answer", event, reason);
    }

    void notSent(ObjectNode event) {
        line("not sent", event, "");
    }

    /** One line such as {@code 3 sent: 2 accepted, 1 refused}. */
    String summary() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder text = new StringBuilder().append(all).append(all == 1 ? " event: " : " events: ");
        counts.forEach((what, n) -> text.append(n).append(' ').append(what).append(", "));
        return text.substring(0, text.length() - 2);
    }

    boolean allTaken() {
        return counts.keySet().stream()
                .noneMatch(what -> what.equals("refused") || what.equals("no answer") || what.equals("not sent"));
    }

    private void line(String what, ObjectNode event, String more) {
        counts.merge(what, 1, Integer::sum);
        String id = event.path("id").asText("(no id)");
        out.println(Words.clean(String.format("%-10s %s  %s", what, id, more)).stripTrailing());
        out.flush();
    }

    private void tell(JsonNode problem) {
        String detail = problem.path("detail").asText(problem.path("title").asText(""));
        if (!detail.isEmpty()) {
            out.println(Words.indented(detail, INDENT));
        }
        for (JsonNode error : problem.path("errors")) {
            String text =
                    error.path("pointer").asText() + ": " + error.path("detail").asText();
            if (!text.equals(detail)) {
                out.println(Words.indented(text, INDENT));
            }
        }
        problem.properties().forEach(member -> {
            String name = member.getKey();
            if (!name.matches("type|title|status|detail|errors|instance")) {
                out.println(Words.indented(words(name) + ":", INDENT));
                JsonNode value = member.getValue();
                out.println(Words.indented(value.isTextual() ? value.textValue() : value.toString(), INDENT + 2));
            }
        });
        out.flush();
    }

    private static String words(String member) {
        return member.equals("signatureBase") ? "the gateway built this signature base from the request" : member;
    }
}
