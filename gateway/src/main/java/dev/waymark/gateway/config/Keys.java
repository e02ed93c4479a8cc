package dev.waymark.gateway.config;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The nodes of one mapping by key, where each of them stands, and which of them somebody knows: what a {@link Section} asks. */
final class Keys {

    private final Place place;
    private final String pattern;
    private final Map<String, Node> entries;
    private final boolean broken;
    private final Set<String> known = new TreeSet<>();

    private Keys(Place place, String pattern, Map<String, Node> entries, boolean broken) {
        this.place = place;
        this.pattern = pattern;
        this.entries = entries;
        this.broken = broken;
    }

    /** What takes the entries of a list. */
    interface Entry {
        void take(Place place, Node node);
    }

    /** The keys of {@code node}: none if it is absent; broken, with a fault, if it is something else. */
    static Keys at(Place place, String pattern, @Nullable Node node, boolean broken) {
        if (node == null || Scalars.isNull(node)) {
            return new Keys(place, pattern, Map.of(), broken);
        }
        if (node instanceof MappingNode mapping) {
            return new Keys(place, pattern, Scalars.entries(mapping, place), broken);
        }
        place.fault("must have keys of its own below it");
        return new Keys(place, pattern, Map.of(), true);
    }

    /** What is left of something unreadable. */
    Keys broken() {
        return new Keys(place, pattern, Map.of(), true);
    }

    String content() {
        StringBuilder content = new StringBuilder();
        entries.forEach((key, node) ->
                content.append(key).append('=').append(Trees.content(node)).append(';'));
        return content.toString();
    }

    boolean isBroken() {
        return broken;
    }

    Place place() {
        return place;
    }

    /** The value of a key, if it has one; the key counts as known. */
    Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).filter(node -> !Scalars.isNull(node));
    }

    Set<String> names() {
        known.addAll(entries.keySet());
        return Collections.unmodifiableSet(entries.keySet());
    }

    Value<String> scalar(String key, String expected) {
        Place at = ask(key);
        if (broken) {
            return Value.silent(at);
        }
        Node node = entries.get(key);
        return node == null ? Value.absent(at, expected) : Scalars.read(at, node, expected);
    }

    Value<Map<String, Object>> tree(String key) {
        Place at = ask(key);
        Node node = entries.get(key);
        return node == null ? Value.absent(at, "keys with values") : Scalars.tree(at, node);
    }

    void eachOf(String key, String expected, Entry entry) {
        Place at = ask(key);
        Optional<Node> node = node(key);
        if (node.isPresent() && !(node.get() instanceof SequenceNode)) {
            at.fault("must be " + expected);
        }
        if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
            int index = 0;
            for (Node element : sequence.getValue()) {
                entry.take(
                        new Place(at.reading(), at.file(), lineOf(element), at.key() + "[" + index++ + "]"), element);
            }
        }
    }

    /** The keys below a key; {@code last} is how the key stands among the keys that were asked for. */
    Keys below(String key, String last) {
        Place at = ask(key, last);
        return at(at, patternOf(last), entries.get(key), broken);
    }

    /** The keys of an entry of a list. */
    Keys nested(Place at, String last, Node node) {
        return at(at, patternOf(last), node, broken);
    }

    void reportUnknown() {
        for (String name : entries.keySet()) {
            if (!known.contains(name)) {
                placeOf(name)
                        .fault(Nearest.to(name, known)
                                .map(near -> "is not a key here; did you mean \"" + near + "\"?")
                                .orElse("is not a key here; known here: " + String.join(", ", known)));
            }
        }
        known.addAll(entries.keySet());
    }

    Place placeOf(String key) {
        Node node = entries.get(key);
        String path = place.key().isEmpty() ? key : place.key() + "." + key;
        return new Place(place.reading(), place.file(), node == null ? place.line() : lineOf(node), path);
    }

    static int lineOf(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    private Place ask(String key) {
        return ask(key, key);
    }

    private Place ask(String key, String last) {
        known.add(key);
        place.reading().asks(patternOf(last));
        return placeOf(key);
    }

    private String patternOf(String last) {
        return pattern.isEmpty() ? last : pattern + "." + last;
    }
}
