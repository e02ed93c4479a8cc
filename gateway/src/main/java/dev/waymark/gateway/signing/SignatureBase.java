package dev.waymark.gateway.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text that is signed (RFC 9421, section 2.5).
 *
 * @param absent the covered components that the message does not have; then the text lacks their lines and proves nothing
 */
record SignatureBase(String text, List<String> absent) {

    static SignatureBase of(SignatureInput input, SignableMessage message) {
        StringBuilder text = new StringBuilder();
        List<String> absent = new ArrayList<>();
        for (ComponentId component : input.components()) {
            Optional<String> value = valueOf(component, message);
            if (value.isPresent()) {
                text.append(component.serialized())
                        .append(": ")
                        .append(value.get())
                        .append('\n');
            } else {
                absent.add(component.serialized());
            }
        }
        text.append("\"@signature-params\": ").append(input.serialized());
        return new SignatureBase(text.toString(), List.copyOf(absent));
    }

    /** What stands behind the colon of the component's line; empty where the message does not have it. */
    static Optional<String> valueOf(ComponentId component, SignableMessage message) {
        return component.isDerived()
                ? message.derived(component)
                : FieldValue.of(component, message.lines(component.name()));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
