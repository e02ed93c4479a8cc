package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges the tags of a template before it is ever rendered: only known variables, nothing unescaped, no partials, and
 * whatever is missing at times only inside a section of its own name. So rendering cannot fail. Pure.
 */
final class TemplateTags {

    private static final Pattern TAG = Pattern.compile("\\{\\{(\\{?)\\s*([#^/&!>=]?)\\s*(.*?)\\s*}?}}", Pattern.DOTALL);

    private final TemplateFile file;
    private final Vocabulary vocabulary;
    private final List<ConfigFault> faults = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private record Open(String name, boolean positive, int line) {}

    private TemplateTags(TemplateFile file, Vocabulary vocabulary) {
        this.file = file;
        this.vocabulary = vocabulary;
    }

    static List<ConfigFault> judge(TemplateFile file, Vocabulary vocabulary) {
        return new TemplateTags(file, vocabulary).judge();
    }

    private List<ConfigFault> judge() {
        Matcher tags = TAG.matcher(file.text());
        while (tags.find()) {
            int line = 1 + (int) file.text().substring(0, tags.start()).lines().count() - (startsALine(tags) ? 0 : 1);
            tag(tags.group(1) + tags.group(2), tags.group(3), line);
        }
        for (Open section : open) {
            fault(section.line(), "{{#" + section.name() + "}} is never closed: write {{/" + section.name() + "}}");
        }
        return faults;
    }

    private boolean startsALine(Matcher tag) {
        return tag.start() == 0 || file.text().charAt(tag.start() - 1) == '\n';
    }

    private void tag(String sigil, String name, int line) {
        switch (sigil) {
            case "!" -> {}
            case "" ->
                known(name, line).ifPresent(variable -> {
                    if (vocabulary.maybe().contains(variable) && !insideIts(name)) {
                        fault(
                                line,
                                "{{" + name + "}} is missing at times: write {{#" + name + "}}…{{" + name + "}}…{{/"
                                        + name + "}}");
                    }
                });
            case "#", "^" -> {
                known(name, line);
                open.push(new Open(name, sigil.equals("#"), line));
            }
            case "/" -> close(name, line);
            case "{", "&" -> fault(line, "nothing is written unescaped: write {{" + name + "}}");
            case ">" -> fault(line, "other templates are not drawn in: write out what {{>" + name + "}} stands for");
            default -> fault(line, "{{" + sigil + " is not known here");
        }
    }

    private void close(String name, int line) {
        if (open.isEmpty() || !open.peek().name().equals(name)) {
            fault(line, "{{/" + name + "}} closes nothing here");
        } else {
            open.pop();
        }
    }

    private boolean insideIts(String name) {
        return open.stream()
                .anyMatch(section -> section.positive() && section.name().equals(name));
    }

    private Optional<Variable> known(String name, int line) {
        Optional<Variable> variable = Variable.of(name).filter(vocabulary::allows);
        if (variable.isEmpty()) {
            Set<String> all = new TreeSet<>();
            vocabulary.always().forEach(one -> all.add(one.text()));
            vocabulary.maybe().forEach(one -> all.add(one.text()));
            fault(
                    line,
                    "{{" + name + "}} is not to be had here; there is "
                            + (all.isEmpty() ? "nothing" : String.join(", ", all)));
        }
        return variable;
    }

    private void fault(int line, String message) {
        faults.add(new ConfigFault(file.shown(), line, "", message));
    }
}
