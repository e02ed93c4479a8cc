package dev.waymark.gateway.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;

/**
 * The lines by which a signed answer says to which request it belongs (RFC 9421, section 2.4): whatever that request's
 * own signature covered, and that signature, so that neither can be put beside another answer (7.3.7).
 */
record RequestProof(List<Line> lines) {

    /** A line of a signature base. */
    record Line(String component, String value) {}

    RequestProof {
        lines = List.copyOf(lines);
    }

    /** @param request of which each covered component is there, since it verified */
    static RequestProof of(SignatureInput input, SignableRequest request) {
        List<Line> lines = components(input, request);
        for (String field : List.of("signature-input", "signature")) {
            ComponentId member = ComponentId.of(StringItem.valueOf(field)
                    .withParams(Parameters.valueOf(Map.of("key", StringItem.valueOf(input.label())))));
            lines.add(line(member, "\"" + field + "\";req;key=\"" + input.label() + "\"", request));
        }
        return new RequestProof(lines);
    }

    static List<Line> components(SignatureInput input, SignableRequest request) {
        List<Line> lines = new ArrayList<>();
        for (ComponentId component : input.components()) {
            if (!isOwn(component, input.label())) {
                lines.add(line(component, component.serialized() + ";req", request));
            }
        }
        return lines;
    }

    /** Of a request that was signed as JOSE: its digest covers the JWS or JWE, and with it all that it says. */
    static RequestProof ofJose(SignableRequest request) {
        List<Line> lines = new ArrayList<>();
        for (String name : List.of("@method", "@authority", "@path", ContentDigest.FIELD)) {
            ComponentId component = ComponentId.plain(name);
            lines.add(line(component, component.serialized() + ";req", request));
        }
        return new RequestProof(lines);
    }

    /** Two identifiers that differ in the order of their parameters are one (RFC 9421, section 2): it stands once. */
    private static boolean isOwn(ComponentId component, String label) {
        return Set.of("signature-input", "signature").contains(component.name())
                && component.parameters().keySet().equals(Set.of("key"))
                && component.text("key").equals(label);
    }

    private static Line line(ComponentId component, String written, SignableRequest request) {
        return new Line(
                written,
                SignatureBase.valueOf(component, request)
                        .orElseThrow(
                                () -> new IllegalStateException(written + " is not in the request that verified")));
    }
}
