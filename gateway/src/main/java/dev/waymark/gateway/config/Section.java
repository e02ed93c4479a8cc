package dev.waymark.gateway.config;

import dev.waymark.channels.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The keys at one place of a YAML file. A getter never fails: what is wrong becomes a fault of the {@link ConfigReading},
 * and the getter gives its default or an empty {@link Value}. {@link #done} (or {@link #build}, which calls it) comes
 * last and reports the keys that nobody asked for.
 */
public final class Section {

    private final Keys keys;

    private Section(Keys keys) {
        this.keys = keys;
    }

    static Section of(ConfigReading reading, Path file, @Nullable MappingNode root) {
        return new Section(Keys.at(new Place(reading, file, 0, ""), "", root, false));
    }

    /** This section as what is left of something unreadable: it complains no further. */
    Section brokenSection() {
        return new Section(keys.broken());
    }

    /** Whether the file has this key with a value. */
    public boolean has(String key) {
        return keys.node(key).isPresent();
    }

    /** Whether the value of this key is a single word or text rather than a list or keys. */
    public boolean isText(String key) {
        return keys.node(key).filter(ScalarNode.class::isInstance).isPresent();
    }

    /** Whether there are keys below this key. */
    public boolean isSection(String key) {
        return keys.node(key).filter(MappingNode.class::isInstance).isPresent();
    }

    /** The keys of this section where the file chooses them; all count as known. */
    public Set<String> names() {
        return keys.names();
    }

    public Value<String> text(String key) {
        return keys.scalar(key, "a text");
    }

    public String text(String key, String fallback) {
        return keys.scalar(key, "a text, such as " + fallback).or(fallback);
    }

    /** Text that {@code reader} understands; its {@link IllegalArgumentException} says what is expected. */
    public <T> Value<T> value(String key, Function<String, T> reader) {
        return text(key).as(reader);
    }

    public boolean bool(String key, boolean fallback) {
        return keys.scalar(key, "true or false").as(Formats::bool).or(fallback);
    }

    /** A whole number within both bounds. */
    public int wholeNumber(String key, int from, int to, int fallback) {
        String expected = "a whole number from " + from + " to " + to + ", such as " + fallback;
        return keys.scalar(key, expected)
                .as(Formats.wholeNumber(from, to, expected))
                .or(fallback);
    }

    /** A whole number within both bounds, without a default. */
    public Value<Integer> wholeNumber(String key, int from, int to) {
        String expected = "a whole number from " + from + " to " + to;
        return keys.scalar(key, expected).as(Formats.wholeNumber(from, to, expected));
    }

    public double decimal(String key, double from, double to, double fallback) {
        String expected = "a number from " + from + " to " + to + ", such as " + fallback;
        return keys.scalar(key, expected)
                .as(Formats.decimal(from, to, expected))
                .or(fallback);
    }

    public Value<Duration> duration(String key) {
        return keys.scalar(key, Formats.DURATION).as(Formats::duration);
    }

    public Duration duration(String key, Duration fallback) {
        return duration(key).or(fallback);
    }

    /** An absolute address with one of these schemes. */
    public Value<URI> uri(String key, String... schemes) {
        String expected = "an address that starts with " + String.join(":// or ", schemes) + "://";
        return keys.scalar(key, expected).as(Formats.uri(Arrays.asList(schemes), expected));
    }

    /** A path, resolved against the folder of the file that names it. */
    public Value<Path> path(String key) {
        return keys.scalar(key, "a path").as(text -> Scalars.beside(keys.place().file(), text));
    }

    public Path path(String key, String fallback) {
        return path(key).or(Scalars.beside(keys.place().file(), fallback));
    }

    /** A secret, or {@code file:PATH} to the file that holds it. Faults never show it. */
    public Value<Secret> secret(String key) {
        return Scalars.secret(
                keys.scalar(key, "a secret, or file:PATH to a file that holds it"),
                keys.place().file());
    }

    /** A constant by its lower-case name, {@code _} written as {@code -}. */
    public <E extends Enum<E>> Value<E> word(String key, Class<E> type) {
        return keys.scalar(key, Formats.words(type)).as(Formats.word(type));
    }

    /** One of a few words, for which each stands what it means. */
    public <T> Value<T> choice(String key, Map<String, T> choices) {
        return keys.scalar(key, Formats.oneOf(List.copyOf(choices.keySet()))).as(Formats.choice(choices));
    }

    /** The texts of a list, each with its own line; an absent list is empty. */
    public List<Value<String>> texts(String key) {
        List<Value<String>> texts = new ArrayList<>();
        keys.eachOf(key, "a list of texts, such as [one, two]", (entryPlace, node) -> {
            texts.add(Scalars.read(entryPlace, node, "a text"));
        });
        return texts;
    }

    /** A list of what {@code reader} understands; entries at fault are left out. */
    public <T> List<T> values(String key, Function<String, T> reader) {
        return texts(key).stream()
                .flatMap(text -> text.<T>as(reader).optional().stream())
                .toList();
    }

    /** The entries of a list, each with keys of its own; an absent list is empty. */
    public List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        keys.eachOf(key, "a list, each entry with keys of its own", (entryPlace, node) -> {
            sections.add(new Section(keys.nested(entryPlace, key + "[]", node)));
        });
        return sections;
    }

    /** The keys below this key; absent counts as empty. */
    public Section section(String key) {
        return new Section(keys.below(key, key));
    }

    /** The sections below this key by the names that the file gives them, in its order. */
    public Map<String, Section> sectionsByName(String key) {
        Keys outer = keys.below(key, key);
        Map<String, Section> sections = new LinkedHashMap<>();
        outer.names().forEach(name -> sections.put(name, new Section(outer.below(name, "*"))));
        return sections;
    }

    /** What stands there as JSON would have it, such as a JWK: names, texts, whole numbers, booleans, lists. */
    public Value<Map<String, Object>> tree(String key) {
        return keys.tree(key);
    }

    /** A list of {@link #tree}s; entries at fault are left out. */
    public List<Map<String, Object>> trees(String key) {
        List<Map<String, Object>> trees = new ArrayList<>();
        keys.eachOf(key, "a list, each entry with keys of its own", (entryPlace, node) -> {
            Scalars.tree(entryPlace, node).optional().ifPresent(trees::add);
        });
        return trees;
    }

    /** All that stands here, in one line: the same for the same content, whatever its comments and its layout. */
    public String content() {
        return keys.content();
    }

    /** Records a fault at a key of this section. */
    public void fault(String key, String message) {
        keys.placeOf(key).fault(message);
    }

    /** Records a fault of this section as a whole. */
    public void fault(String message) {
        keys.place().fault(message);
    }

    /** The keys of this section that nobody asked for become faults. */
    public void done() {
        keys.reportUnknown();
    }

    /**
     * Ends the reading of this section: calls {@link #done} and, if nothing in it is at fault, makes the thing it stands
     * for. An {@link IllegalArgumentException} of {@code make} becomes a fault of the section.
     */
    public <T> Optional<T> build(Supplier<T> make) {
        done();
        if (keys.isBroken() || keys.place().reading().hasFault(keys.place())) {
            return Optional.empty();
        }
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            keys.place().fault(Shown.line(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
