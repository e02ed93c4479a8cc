package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges the tags of a part of a template before it is ever rendered: only known variables, nothing unescaped, no
 * partials, and whatever is missing at times only inside a section of its own name. So rendering cannot fail. Pure.
 */
final class TemplateTags {

    private static final String SIGILS = "#^/&!>=<$*~@";
    private static final int SHOWN = 40;

    private final TemplateFile file;
    private final int end;
    private final Vocabulary vocabulary;
    private final List<ConfigFault> faults = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private record Open(String name, boolean positive, int at) {}

    private TemplateTags(TemplateFile file, int end, Vocabulary vocabulary) {
        this.file = file;
        this.end = end;
        this.vocabulary = vocabulary;
    }

    /** Of the characters from {@code start} to {@code end}. */
    static List<ConfigFault> judge(TemplateFile file, int start, int end, Vocabulary vocabulary) {
        return new TemplateTags(file, end, vocabulary).judge(start);
    }

    private List<ConfigFault> judge(int start) {
        String text = file.text().substring(0, end);
        int at = text.indexOf("{{", start);
        while (at >= 0) {
            at = text.indexOf("{{", tag(text, at));
        }
        for (Open section : open) {
            fault(
                    section.at(),
                    "{{" + (section.positive() ? "#" : "^") + section.name() + "}} is never closed: write {{/"
                            + section.name() + "}}");
        }
        return faults;
    }

    /** Returns where the text goes on. */
    private int tag(String text, int at) {
        int close = text.indexOf("}}", at + 2);
        String inner = close < 0 ? "" : text.substring(at + 2, close);
        boolean comment = inner.startsWith("!");
        if (close < 0 || (!comment && (inner.contains("\n") || inner.indexOf("{{", 1) >= 0))) {
            fault(at, "{{ is never closed on its line: write {{name}}, or a single {");
            return at + 2;
        }
        if (inner.startsWith("{")) {
            fault(at, "nothing is written unescaped: write {{" + shown(inner.substring(1)) + "}}");
            return text.startsWith("}", close + 2) ? close + 3 : close + 2;
        }
        String stripped = inner.strip();
        boolean plain = stripped.isEmpty() || SIGILS.indexOf(stripped.charAt(0)) < 0;
        tag(
                plain ? ' ' : stripped.charAt(0),
                plain ? stripped : stripped.substring(1).strip(),
                at);
        return close + 2;
    }

    private void tag(char sigil, String name, int at) {
        switch (sigil) {
            case '!' -> {}
            case ' ' ->
                known(name, at).ifPresent(variable -> {
                    if (vocabulary.maybe().contains(variable) && !insideIts(name)) {
                        fault(
                                at,
                                "{{" + name + "}} is missing at times: write {{#" + name + "}}…{{" + name + "}}…{{/"
                                        + name + "}}");
                    }
                });
            case '#', '^' -> {
                known(name, at);
                open.push(new Open(shown(name), sigil == '#', at));
            }
            case '/' -> close(shown(name), at);
            case '&' -> fault(at, "nothing is written unescaped: write {{" + shown(name) + "}}");
            case '>' ->
                fault(at, "other templates are not drawn in: write out what {{>" + shown(name) + "}} stands for");
            default -> fault(at, "{{" + sigil + " is not known here: a name alone, or #, ^, / before one");
        }
    }

    private void close(String name, int at) {
        if (open.isEmpty() || !open.peek().name().equals(name)) {
            fault(at, "{{/" + name + "}} closes nothing here");
        } else {
            open.pop();
        }
    }

    private boolean insideIts(String name) {
        return open.stream()
                .anyMatch(section -> section.positive() && section.name().equals(name));
    }

    private Optional<Variable> known(String name, int at) {
        Optional<Variable> variable = Variable.of(name);
        if (variable.filter(vocabulary::allows).isEmpty()) {
            fault(at, "{{" + shown(name) + "}} is not to be had here" + why(variable) + "; there is " + had());
        }
        return variable.filter(vocabulary::allows);
    }

    private String why(Optional<Variable> variable) {
        return variable.filter(one -> !vocabulary.level().carries(one))
                .map(secret -> ", where anybody may read it and no health information stands")
                .orElse("");
    }

    private String had() {
        Set<String> all = new TreeSet<>();
        vocabulary.always().forEach(one -> all.add(one.text()));
        vocabulary.maybe().forEach(one -> all.add(one.text()));
        return all.isEmpty() ? "nothing" : String.join(", ", all);
    }

    /** What somebody wrote, fit for a line of a terminal. */
    private static String shown(String name) {
        String clean = Clean.value(name, false);
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
    }

    private void fault(int at, String message) {
        faults.add(file.fault(at, message));
    }
}
