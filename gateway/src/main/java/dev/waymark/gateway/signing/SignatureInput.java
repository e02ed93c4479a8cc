package dev.waymark.gateway.signing;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;

/**
 * The one signature of a request that counts, as its {@code Signature-Input} describes it (RFC 9421, section 4.1).
 *
 * @param serialized the inner list with its parameters, as the last line of the signature base has it
 * @param signature the bytes of the {@code Signature} member with the same label
 */
record SignatureInput(
        String label,
        List<ComponentId> components,
        String serialized,
        OptionalLong created,
        OptionalLong expires,
        Optional<String> keyId,
        Optional<String> nonce,
        Optional<String> alg,
        Buffer signature) {

    static final String TAG = "waymark";

    /**
     * Picks the signature that counts: the only one, untagged or tagged {@value #TAG}, or of several the only one with
     * that tag; the others are not looked at. Throws {@link SignatureMalformed}.
     */
    static SignatureInput select(List<String> inputLines, List<String> signatureLines) {
        Map<String, ListElement<?>> inputs = dictionary("Signature-Input", inputLines);
        Map<String, ListElement<?>> signatures = dictionary("Signature", signatureLines);
        String label = inputs.size() == 1 ? onlyOne(inputs) : theTagged(inputs);
        if (!(inputs.get(label) instanceof InnerList list)) {
            throw new SignatureMalformed("Signature-Input: " + label + " must be a list in parentheses");
        }
        if (!(signatures.get(label) instanceof ByteSequenceItem bytes)) {
            throw new SignatureMalformed("Signature: there must be bytes between colons under the label " + label);
        }
        return of(label, list, Buffer.buffer(Bytes.of(bytes)));
    }

    static SignatureInput of(String label, InnerList list, Buffer signature) {
        List<ComponentId> components = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Item<?> item : list.get()) {
            ComponentId component = ComponentId.of(item);
            if (!seen.add(component.serialized())) {
                throw new SignatureMalformed(component.serialized() + " is covered twice");
            }
            components.add(component);
        }
        Parameters parameters = list.getParams();
        return new SignatureInput(
                label,
                List.copyOf(components),
                list.serialize(),
                seconds(parameters, "created"),
                seconds(parameters, "expires"),
                text(parameters, "keyid"),
                text(parameters, "nonce"),
                text(parameters, "alg"),
                signature);
    }

    boolean covers(String plainName) {
        return components.stream().anyMatch(component -> component.isPlain(plainName));
    }

    private static String onlyOne(Map<String, ListElement<?>> inputs) {
        Map.Entry<String, ListElement<?>> one = inputs.entrySet().iterator().next();
        Optional<String> tag = text(one.getValue().getParams(), "tag");
        if (tag.isPresent() && !tag.get().equals(TAG)) {
            throw new SignatureMalformed("tag: must be \"" + TAG + "\", or absent");
        }
        return one.getKey();
    }

    private static String theTagged(Map<String, ListElement<?>> inputs) {
        List<String> tagged = inputs.entrySet().stream()
                .filter(entry -> entry.getValue().getParams().get("tag") instanceof StringItem tag
                        && tag.get().equals(TAG))
                .map(Map.Entry::getKey)
                .toList();
        if (tagged.size() != 1) {
            throw new SignatureMalformed("of " + inputs.size() + " signatures exactly one must have tag=\"" + TAG
                    + "\"; " + tagged.size() + " have");
        }
        return tagged.get(0);
    }

    private static Map<String, ListElement<?>> dictionary(String field, List<String> lines) {
        try {
            Map<String, ListElement<?>> members =
                    new Parser(lines).parseDictionary().get();
            if (members.isEmpty()) {
                throw new SignatureMalformed(field + ": is empty");
            }
            return members;
        } catch (ParseException broken) {
            throw new SignatureMalformed(field + ": is no dictionary (RFC 8941), at character " + broken.getPosition());
        }
    }

    private static OptionalLong seconds(Parameters parameters, String name) {
        Item<?> value = parameters.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof IntegerItem number) {
            return OptionalLong.of(number.getAsLong());
        }
        throw new SignatureMalformed(name + ": must be whole seconds since 1970");
    }

    private static Optional<String> text(Parameters parameters, String name) {
        Item<?> value = parameters.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof StringItem text) {
            return Optional.of(text.get());
        }
        throw new SignatureMalformed(name + ": must be a string in quotes");
    }
}
