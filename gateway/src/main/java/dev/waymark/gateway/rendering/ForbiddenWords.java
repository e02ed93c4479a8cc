package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigFault;
import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that tell of health, and words spelt wrong to be short, as lists that an operator adds to. Drugs and illnesses
 * cannot be told from other words by a program: what is not on the list is not found. Immutable.
 */
final class ForbiddenWords {

    private static final Pattern FORM = Pattern.compile("\\*?[\\p{L}\\p{N}][\\p{L}\\p{N} '-]*\\*?");
    private static final String WORD = "[\\p{L}\\p{N}]";
    /** Shorter names are words of every day, and would be found everywhere. */
    private static final int SHORTEST_NAME = 5;

    private final List<Forbidden> telling = new ArrayList<>();
    private final List<Forbidden> misspelt = new ArrayList<>();
    private final List<Forbidden> names = new ArrayList<>();

    /** @param language of the templates in which it is looked for; empty: of all */
    private record Forbidden(String language, Pattern pattern, String why) {}

    private ForbiddenWords() {}

    static ForbiddenWords read(List<TemplateFile> lists, MessageFacts facts, ConfigReading reading) {
        ForbiddenWords words = new ForbiddenWords();
        for (TemplateFile list : lists) {
            Section root = YamlFile.parse(Path.of(list.shown()), list.text(), reading);
            // What tells of health tells it in a template of whichever language.
            root.sectionsByName("words").forEach((language, of) -> add("", of, true, words.telling));
            root.sectionsByName("spelling").forEach((language, of) -> add(language, of, false, words.misspelt));
            root.done();
        }
        facts.secrets().forEach((name, what) -> {
            String folded = Literal.folded(name.strip());
            if (folded.length() >= SHORTEST_NAME) {
                words.names.add(new Forbidden("", pattern(folded), "is " + what));
            }
        });
        return words;
    }

    /** What in {@code plain}, which anybody may read, tells of health or names somebody; such as {@code "therapy" tells …}. */
    Optional<String> in(String plain) {
        String folded = Literal.folded(plain);
        for (List<Forbidden> list : List.of(telling, names)) {
            for (Forbidden one : list) {
                Matcher found = one.pattern().matcher(folded);
                if (found.find()) {
                    return Optional.of(quoted(plain.substring(found.start(), found.end())) + " " + one.why());
                }
            }
        }
        return Optional.empty();
    }

    /** In words that anybody may read. */
    void judgePlain(TemplateFile file, Literal literal, List<ConfigFault> faults) {
        judge(telling, true, "", file, literal, ": it may not stand where anybody may read it", faults);
    }

    /** In words that leave for patients, encrypted or not. */
    void judgeNames(TemplateFile file, Literal literal, List<ConfigFault> faults) {
        judge(names, true, "", file, literal, ": patients are written to in the program's public name", faults);
    }

    void judgeSpelling(TemplateFile file, String language, Literal literal, List<ConfigFault> faults) {
        judge(misspelt, false, language, file, literal, ": a text may take two parts, never wrong letters", faults);
    }

    private static void judge(
            List<Forbidden> list,
            boolean folded,
            String language,
            TemplateFile file,
            Literal literal,
            String hence,
            List<ConfigFault> faults) {
        for (Forbidden one : list) {
            if (!one.language().isEmpty() && !one.language().equals(language)) {
                continue;
            }
            Matcher found = folded ? literal.findFolded(one.pattern()) : literal.find(one.pattern());
            while (found.find()) {
                String word = file.text().substring(literal.offset(found.start()), literal.offset(found.end() - 1) + 1);
                faults.add(file.fault(literal.offset(found.start()), quoted(word) + " " + one.why() + hence));
            }
        }
    }

    private static String quoted(String word) {
        return "\"" + Clean.value(word, false) + "\"";
    }

    private static void add(String language, Section section, boolean folded, List<Forbidden> list) {
        for (String word : section.names()) {
            section.text(word)
                    .required()
                    .check(why -> !why.isBlank(), "must say why")
                    .optional()
                    .ifPresent(why -> {
                        if (FORM.matcher(word).matches()) {
                            list.add(new Forbidden(language, pattern(folded ? Literal.folded(word) : word), why));
                        } else {
                            section.fault(word, "must be a word or several; * stands for the rest of one");
                        }
                    });
        }
    }

    private static Pattern pattern(String word) {
        boolean open = word.startsWith("*");
        boolean more = word.endsWith("*");
        String core = word.substring(open ? 1 : 0, word.length() - (more ? 1 : 0));
        List<String> parts = new ArrayList<>();
        for (String part : core.strip().split("\\s+", -1)) {
            parts.add(Pattern.quote(part));
        }
        return Pattern.compile(
                (open ? WORD + "+" : "(?<!" + WORD + ")")
                        + String.join("\\s+", parts)
                        + (more ? WORD + "*" : "")
                        + "(?!" + WORD + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The two lists among files, the packed one first. */
    static List<TemplateFile> lists(Map<String, TemplateFile> files) {
        List<TemplateFile> lists = new ArrayList<>();
        for (String path : List.of(TemplateFiles.PACKED_WORDS, TemplateFiles.OWN_WORDS)) {
            TemplateFile file = files.get(path);
            if (file != null) {
                lists.add(file);
            }
        }
        return lists;
    }
}
