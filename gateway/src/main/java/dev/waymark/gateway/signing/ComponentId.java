package dev.waymark.gateway.signing;

import java.util.Set;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;

/**
 * The identifier of a covered component (RFC 9421, section 2): a field, or derived ({@code @method}), with parameters
 * that say how its value is written.
 *
 * @param serialized the identifier as it stands before the colon of its line in the signature base
 */
record ComponentId(String name, Parameters parameters, String serialized) {

    private static final Set<String> DERIVED = Set.of(
            "@method",
            "@authority",
            "@path",
            "@query",
            "@query-param",
            "@target-uri",
            "@scheme",
            "@request-target",
            "@status");
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** Reads one item of the inner list; throws {@link SignatureMalformed} for what this profile cannot build. */
    static ComponentId of(Item<?> item) {
        if (!(item instanceof StringItem text)) {
            throw new SignatureMalformed("a covered component is a string in quotes");
        }
        ComponentId id = new ComponentId(text.get(), text.getParams(), text.serialize());
        id.check();
        return id;
    }

    static ComponentId plain(String name) {
        return of(StringItem.valueOf(name));
    }

    boolean isDerived() {
        return name.startsWith("@");
    }

    boolean isPlain(String wanted) {
        return name.equals(wanted) && parameters.isEmpty();
    }

    boolean has(String parameter) {
        return parameters.containsKey(parameter);
    }

    /** A parameter whose value is a string; it was checked to be one. */
    String text(String parameter) {
        Item<?> value = parameters.get(parameter);
        return value == null ? "" : String.valueOf(value.get());
    }

    private void check() {
        if (isDerived()) {
            checkDerived();
            return;
        }
        if (name.isEmpty() || !name.chars().allMatch(ComponentId::isLowerCaseToken)) {
            throw new SignatureMalformed(serialized + ": a field name is a token in lower case");
        }
        for (String parameter : parameters.keySet()) {
            switch (parameter) {
                case "sf", "bs" -> requireFlag(parameter);
                case "key" -> requireText(parameter);
                case "tr" -> throw new SignatureMalformed(serialized + ": trailers are not read here");
                case "req" -> throw new SignatureMalformed(serialized + ": req has no meaning in a request");
                default -> throw new SignatureMalformed(serialized + ": the parameter " + parameter + " is not known");
            }
        }
        if (has("bs") && (has("sf") || has("key"))) {
            throw new SignatureMalformed(serialized + ": bs excludes sf and key");
        }
    }

    private void checkDerived() {
        if (!DERIVED.contains(name)) {
            throw new SignatureMalformed(serialized + ": no such derived component");
        }
        Set<String> allowed = name.equals("@query-param") ? Set.of("name") : Set.of();
        if (!parameters.keySet().equals(allowed)) {
            throw new SignatureMalformed(serialized + ": its parameters must be " + allowed);
        }
        if (has("name")) {
            requireText("name");
        }
    }

    private void requireFlag(String parameter) {
        if (!Boolean.TRUE.equals(value(parameter))) {
            throw new SignatureMalformed(serialized + ": " + parameter + " has no value");
        }
    }

    private void requireText(String parameter) {
        if (!(parameters.get(parameter) instanceof StringItem)) {
            throw new SignatureMalformed(serialized + ": " + parameter + " must be a string in quotes");
        }
    }

    private Object value(String parameter) {
        Item<?> value = parameters.get(parameter);
        return value == null ? "" : value.get();
    }

    private static boolean isLowerCaseToken(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
