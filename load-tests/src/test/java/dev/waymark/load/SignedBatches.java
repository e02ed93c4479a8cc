package dev.waymark.load;

import java.util.ArrayList;
import java.util.List;

/** Events of many cases in turn, many in a request that is signed as one. */
final class SignedBatches {

    static final String CONTENT_TYPE = "application/cloudevents-batch+json";

    private SignedBatches() {}

    /** @param from the number of the first event; ids go on from there */
    static List<RequestSigner.Signed> sign(RequestSigner signer, Cases cases, int from, int requests, int events) {
        List<RequestSigner.Signed> signed = new ArrayList<>();
        for (int request = 0; request < requests; request++) {
            List<String> bodies = new ArrayList<>();
            for (int n = 0; n < events; n++) {
                bodies.add(SignedEvents.body(
                        signer.key().partner(), cases, from + request * events + n, SignedEvents.longAgo()));
            }
            signed.add(signer.sign("POST", SignedEvents.PATH, CONTENT_TYPE, "[" + String.join(",", bodies) + "]"));
        }
        return signed;
    }
}
