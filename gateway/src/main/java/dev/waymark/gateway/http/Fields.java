package dev.waymark.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the members of a JSON object strictly and collects every fault with its pointer. A member is asked for by name,
 * then how it must be; what nobody asked for is a fault too. {@code null} is never the same as absent. For one request;
 * not thread-safe.
 *
 * <pre>{@code
 * Fields body = Fields.of(json, "");
 * String name = body.text("name").max(200).required();
 * Optional<PartnerId> partner = body.text("partner").optional(PartnerId::new);
 * List<Fields> people = body.objects("people");
 * body.orThrow();
 * }</pre>
 *
 * What a faulty or missing required member gives stands in for a value until {@link #orThrow} refuses the body.
 */
public final class Fields {

    private final ObjectNode object;
    private final String pointer;
    private final Faults faults;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Fields> nested = new ArrayList<>();

    private Fields(ObjectNode object, String pointer, Faults faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** The members of {@code node}, which must be an object; {@code prefix} comes before each pointer. */
    public static Fields of(JsonNode node, String prefix) {
        Faults faults = new Faults();
        faults.addAll(Texts.faults(node, prefix));
        return objectOf(node, prefix, faults);
    }

    private static Fields objectOf(JsonNode node, String pointer, Faults faults) {
        if (node instanceof ObjectNode object) {
            return new Fields(object, pointer, faults);
        }
        faults.add(pointer, "must be an object");
        return empty(pointer, faults);
    }

    private static Fields empty(String pointer, Faults faults) {
        return new Fields(StrictJson.NODES.objectNode(), pointer, faults);
    }

    /** Whether the member is there at all. */
    public boolean has(String name) {
        return object.has(name);
    }

    public TextField text(String name) {
        return new TextField(node(name), at(name), faults);
    }

    public NumberField number(String name) {
        return new NumberField(node(name), at(name), faults);
    }

    /** True or false; empty where absent or neither. */
    public Optional<Boolean> bool(String name) {
        return node(name).flatMap(node -> {
            if (!node.isBoolean()) {
                fault(at(name), "must be true or false");
                return Optional.empty();
            }
            return Optional.of(node.booleanValue());
        });
    }

    /** The object under that name; empty where absent or no object. */
    public Optional<Fields> object(String name) {
        return node(name).filter(node -> isObject(node, at(name))).map(node -> nest(node, at(name)));
    }

    /** The objects of the array under that name; none where absent. */
    public List<Fields> objects(String name) {
        List<Fields> items = new ArrayList<>();
        eachOf(name, (node, itemAt) -> {
            if (isObject(node, itemAt)) {
                items.add(nest(node, itemAt));
            }
        });
        return items;
    }

    /** As {@link #objects}. */
    public List<Fields> list(String name) {
        return objects(name);
    }

    /** The texts of the array under that name, each still to be read; none where absent. */
    public List<TextField> texts(String name) {
        List<TextField> items = new ArrayList<>();
        eachOf(name, (node, itemAt) -> items.add(new TextField(Optional.of(node), itemAt, faults)));
        return items;
    }

    /** A map from text to text; empty where absent. */
    public Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        node(name).filter(node -> isObject(node, at(name))).ifPresent(node -> node.properties()
                .forEach(member -> new TextField(
                                Optional.of(member.getValue()), Pointers.child(at(name), member.getKey()), faults)
                        .optional()
                        .ifPresent(text -> map.put(member.getKey(), text))));
        return map;
    }

    /** The member as it stands, of whatever kind; its texts are checked, nothing else is. */
    public Optional<JsonNode> node(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name));
    }

    /** What nobody has asked for yet; from here on it is no fault. */
    public Map<String, JsonNode> rest() {
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            if (asked.add(member.getKey())) {
                rest.put(member.getKey(), member.getValue());
            }
        });
        return rest;
    }

    /** The pointer to a member of this object, whether it is there or not. */
    public String at(String name) {
        return Pointers.child(pointer, name);
    }

    /** The pointer to this object. */
    public String pointer() {
        return pointer;
    }

    /** Adds a fault that the caller found. */
    public Fields fault(String at, String detail) {
        faults.add(at, detail);
        return this;
    }

    /** Adds a fault for each member that nobody asked for, in nested objects too. */
    public Fields done() {
        rest().keySet().forEach(name -> fault(at(name), "is not known here"));
        nested.forEach(Fields::done);
        return this;
    }

    /** Every fault so far, of nested objects too. */
    public List<Problem.Fault> faults() {
        return faults.list();
    }

    /** {@link #done}, then {@code 422 invalid} if there is any fault. */
    public void orThrow() {
        done();
        if (!faults().isEmpty()) {
            throw Problem.invalid(faults());
        }
    }

    private void eachOf(String name, java.util.function.BiConsumer<JsonNode, String> item) {
        node(name).ifPresent(node -> {
            if (!node.isArray()) {
                fault(at(name), "must be an array");
                return;
            }
            for (int i = 0; i < node.size(); i++) {
                item.accept(node.get(i), at(name) + "/" + i);
            }
        });
    }

    private boolean isObject(JsonNode node, String at) {
        if (!node.isObject()) {
            fault(at, "must be an object");
        }
        return node.isObject();
    }

    private Fields nest(JsonNode node, String at) {
        Fields fields = objectOf(node, at, faults);
        nested.add(fields);
        return fields;
    }
}
