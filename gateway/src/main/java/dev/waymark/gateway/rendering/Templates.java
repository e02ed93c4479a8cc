package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigException;
import dev.waymark.gateway.config.ConfigFault;
import dev.waymark.gateway.config.ConfigReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every template and the words of every language, judged and compiled. Immutable, thread-safe.
 *
 * <pre>
 * &lt;audience&gt;/&lt;language&gt;/&lt;channel&gt;/&lt;name&gt;.mustache     audience: patient, partner, manager · channel: sms, mail, secure-mail, page, alert
 * words/&lt;language&gt;.yaml                                what milestones and actions are called, what patients are told
 * layout/page.html, layout/a.css                         around every page
 * forbidden.yaml                                         words that tell of health; adds to the packed list
 * </pre>
 */
public final class Templates {

    private static final Pattern WORDS = Pattern.compile("words/([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\\.yaml");
    private static final String LAYOUT = "layout/page.html";
    private static final String STYLE = "layout/a.css";

    private static final Set<String> OTHERS =
            Set.of(LAYOUT, STYLE, TemplateFiles.PACKED_WORDS, TemplateFiles.OWN_WORDS);

    private final Map<String, TemplateFile> files;
    private final Map<TemplateKey, Compiled> templates;
    private final MilestoneWords words;
    private final PageLayout layout;
    private final String stylesheet;
    private final ForbiddenWords forbidden;

    private Templates(
            Map<String, TemplateFile> files,
            Map<TemplateKey, Compiled> templates,
            MilestoneWords words,
            PageLayout layout,
            String stylesheet,
            ForbiddenWords forbidden) {
        this.files = files;
        this.forbidden = forbidden;
        this.templates = templates;
        this.words = words;
        this.layout = layout;
        this.stylesheet = stylesheet;
    }

    /**
     * Those that the program is packed with and, over them, those of {@code folder}. Blocking. Fails with {@link
     * ConfigException}, every fault with file and line.
     */
    public static Templates load(Optional<Path> folder, MessageFacts facts) {
        return of(TemplateFiles.read(folder), facts);
    }

    /** Judged with {@link MessageFacts#assumed()}. */
    public static Templates load(Optional<Path> folder) {
        return load(folder, MessageFacts.assumed());
    }

    private static Templates of(TemplateFiles.Read read, MessageFacts facts) {
        Map<String, TemplateFile> files = read.files();
        Map<TemplateKey, Compiled> templates = new HashMap<>();
        Map<String, Words> words = new TreeMap<>();
        List<ConfigFault> faults = new ArrayList<>(read.faults());
        ConfigReading reading = new ConfigReading(Map.of());
        for (TemplateFile file : files.values()) {
            Matcher ofWords = WORDS.matcher(file.path());
            Optional<TemplateKey> key = TemplateKey.ofPath(file.path());
            if (key.isPresent()) {
                Compiled.of(file, key.get(), faults).ifPresent(template -> templates.put(key.get(), template));
            } else if (ofWords.matches()) {
                String language = ofWords.group(1).toLowerCase(Locale.ROOT);
                WordsFile.read(file, language, reading).ifPresent(one -> words.put(language, one));
            } else if (!OTHERS.contains(file.path())) {
                faults.add(
                        file.fault("must be <audience>/<language>/<channel>/<name>.mustache or words/<language>.yaml"));
            }
        }
        ForbiddenWords forbidden = ForbiddenWords.read(ForbiddenWords.lists(files), facts, reading);
        Lint lint = new Lint(forbidden, facts);
        for (TemplateFile file : files.values()) {
            TemplateKey.ofPath(file.path())
                    .ifPresent(key -> lint.judge(
                            file,
                            key,
                            Optional.ofNullable(templates.get(key)),
                            Optional.ofNullable(words.get(key.language())),
                            faults));
        }
        faults.addAll(reading.faults());
        Optional<PageLayout> layout =
                Optional.ofNullable(files.get(LAYOUT)).flatMap(file -> PageLayout.of(file, faults));
        faults.addAll(languagesWithoutWords(files));
        if (!faults.isEmpty()) {
            throw new ConfigException(sorted(faults));
        }
        TemplateFile style = files.get(STYLE);
        return new Templates(
                Map.copyOf(files),
                Map.copyOf(templates),
                new MilestoneWords(words),
                layout.orElseThrow(),
                style == null ? "" : style.text(),
                forbidden);
    }

    private static List<ConfigFault> sorted(List<ConfigFault> faults) {
        List<ConfigFault> sorted = new ArrayList<>(faults);
        sorted.sort(Comparator.comparing(ConfigFault::file)
                .thenComparingInt(ConfigFault::line)
                .thenComparingInt(ConfigFault::column));
        return sorted;
    }

    /** Whether they were read from the same files with the same content. */
    boolean sameAs(Templates other) {
        return files.equals(other.files);
    }

    /** What in {@code plain}, which anybody may read, tells of somebody's health; such as {@code "therapy" tells of a treatment}. */
    public Optional<String> unfit(String plain) {
        return forbidden.in(plain);
    }

    /** What milestones and actions are called. */
    public MilestoneWords words() {
        return words;
    }

    /** The sheet that every page asks for as {@code /a.css}. */
    public String stylesheet() {
        return stylesheet;
    }

    /** Whether there is such a template in some language. */
    public boolean has(Audience audience, String channel, String name) {
        return templates.keySet().stream()
                .anyMatch(key -> key.audience() == audience
                        && key.medium().folder().equals(channel)
                        && key.name().equals(name));
    }

    /** The path of a template that no reader's language would fall back on, since it is not there in English. */
    public Optional<String> missing(Audience audience, String channel, String name) {
        boolean there = Medium.ofFolder(channel)
                .filter(medium -> templates.containsKey(new TemplateKey(audience, "en", medium, name)))
                .isPresent();
        return there ? Optional.empty() : Optional.of(audience.folder() + "/en/" + channel + "/" + name + ".mustache");
    }

    /** In the first language of {@code chain} that has it; a name that no language has is a bug of the caller. */
    Found find(Audience audience, Medium medium, String name, List<String> chain) {
        for (String language : chain) {
            Compiled template = templates.get(new TemplateKey(audience, language, medium, name));
            if (template != null) {
                return new Found(template, words.of(language).orElseThrow());
            }
        }
        throw new IllegalArgumentException(
                "there is no template " + audience.folder() + "/en/" + medium.folder() + "/" + name + ".mustache");
    }

    Set<TemplateKey> keys() {
        return templates.keySet();
    }

    PageLayout layout() {
        return layout;
    }

    record Found(Compiled template, Words words) {}

    private static List<ConfigFault> languagesWithoutWords(Map<String, TemplateFile> files) {
        TreeSet<String> silent = new TreeSet<>();
        files.keySet()
                .forEach(path ->
                        TemplateKey.ofPath(path).map(TemplateKey::language).ifPresent(silent::add));
        silent.add("en");
        files.keySet().forEach(path -> {
            Matcher ofWords = WORDS.matcher(path);
            if (ofWords.matches()) {
                silent.remove(ofWords.group(1).toLowerCase(Locale.ROOT));
            }
        });
        return silent.stream()
                .map(language -> new ConfigFault(
                        "words/" + language + ".yaml", 0, "", "is missing: templates in this language need its words"))
                .toList();
    }
}
