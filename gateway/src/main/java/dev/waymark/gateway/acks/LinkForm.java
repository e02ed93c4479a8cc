package dev.waymark.gateway.acks;

import dev.waymark.gateway.http.Bodies;
import dev.waymark.gateway.http.Form;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Texts;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What the page behind a link posts; a button alone posts neither.
 *
 * @param code six digits, as written
 * @param answer what a partner's contact answers, its lines ending in {@code \n}, without space around; empty where
 *     there is nothing to be seen in it
 */
record LinkForm(Optional<String> code, Optional<String> answer) {

    static final LinkForm NOTHING = new LinkForm(Optional.empty(), Optional.empty());

    /** An answer of 2,000 characters, each of four bytes, each byte written with three signs, and as much again. */
    private static final int MOST_BYTES = 64 << 10;

    /**
     * The form of this request; {@code 413} where it is longer than one of ours can be, {@code 415} where it is something
     * else, another charset too: what was written is not passed over.
     */
    static LinkForm of(RoutingContext context) {
        if (Bodies.of(context).length() > MOST_BYTES) {
            throw Problem.of(413, "body-too-large", "The form is too large", "It is at most " + MOST_BYTES + " bytes");
        }
        if (Bodies.of(context).length() == 0) {
            return NOTHING;
        }
        Form form = Form.of(context);
        return new LinkForm(form.text("code"), form.text("answer").map(LinkForm::lines));
    }

    /** The answer, where there is a word in it. */
    Optional<String> words() {
        return answer.filter(written -> !written.isEmpty());
    }

    private static String lines(String text) {
        return Texts.isUnseen(text)
                ? ""
                : text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    /** Prints nothing of what was written. */
    @Override
    public String toString() {
        return "LinkForm[redacted]";
    }
}
