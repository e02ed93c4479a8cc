package dev.waymark.gateway.rendering;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes messages: a template, a reader, and what is known. In the reader's language where there is one ({@code es-MX →
 * es → the program's → en}). Cannot fail for what the values are; a name without a template is an {@link
 * IllegalArgumentException}. Pure, thread-safe.
 */
public final class Rendering {

    private static final String ANY_ALERT = "alert";

    private final Supplier<Templates> current;

    public Rendering(Templates templates) {
        this(() -> templates);
    }

    /** @param current asked once for each message: what is made of one set is not mixed with another */
    public Rendering(Supplier<Templates> current) {
        this.current = current;
    }

    /** Those in use now. */
    public Templates templates() {
        return current.get();
    }

    /** A text to a patient or caregiver: {@code news}, or one of the replies {@code stop}, {@code help} … */
    public RenderedText text(String name, String language, String programLanguage, RenderingContext context) {
        Rendered done =
                render(current.get(), Audience.PATIENT, Medium.SMS, name, language, programLanguage, context, Map.of());
        return new RenderedText(done.body().strip(), done.language());
    }

    public RenderedMail mail(
            Audience audience, String name, String language, String programLanguage, RenderingContext context) {
        return mail(render(current.get(), audience, Medium.MAIL, name, language, programLanguage, context, Map.of()));
    }

    private static RenderedMail mail(Rendered done) {
        return new RenderedMail(done.head(), done.body().strip() + "\n", done.language());
    }

    /**
     * A mail that is encrypted to its reader: the subject says no more than a plain mail's, the text what the reader may
     * know. {@code name} is that of the plain mail; to managers the kind of the alert that is mailed.
     */
    public RenderedMail secureMail(
            Audience audience, String name, String language, String programLanguage, RenderingContext context) {
        if (audience != Audience.MANAGER) {
            return mail(render(
                    current.get(), audience, Medium.SECURE_MAIL, name, language, programLanguage, context, Map.of()));
        }
        Templates templates = current.get();
        Rendered alert = render(templates, audience, Medium.ALERT, name, language, programLanguage, context, Map.of());
        Map<Variable, String> told = Map.of(
                Variable.HEADLINE, alert.head(), Variable.DETAIL, alert.body().strip());
        return mail(
                render(templates, audience, Medium.SECURE_MAIL, ANY_ALERT, language, programLanguage, context, told));
    }

    /** A page behind a link: {@code open}, the message itself, {@code expired}, {@code not-found}, {@code unsubscribe} … */
    public RenderedPage page(
            Audience audience, String name, String language, String programLanguage, RenderingContext context) {
        Templates templates = current.get();
        Rendered done = render(templates, audience, Medium.PAGE, name, language, programLanguage, context, Map.of());
        return new RenderedPage(templates.layout().around(done.language(), done.head(), done.body()), done.language());
    }

    /** What managers read; {@code kind} as on the wire (protocol, section 9). */
    public RenderedAlert alert(String kind, String language, RenderingContext context) {
        Templates.Found found =
                current.get().find(Audience.MANAGER, Medium.ALERT, kind, Languages.chain(language, language));
        Map<Variable, String> values = Wording.of(context, Audience.MANAGER, found.words(), true);
        SaidTimes.mark(values);
        String body = found.template().body(values).strip();
        return new RenderedAlert(
                SaidTimes.unmarked(found.template().head(values)),
                SaidTimes.unmarked(body),
                SaidTimes.parts(body, context));
    }

    private static Rendered render(
            Templates templates,
            Audience audience,
            Medium medium,
            String name,
            String language,
            String programLanguage,
            RenderingContext context,
            Map<Variable, String> more) {
        List<String> chain = Languages.chain(language, programLanguage);
        Templates.Found found = templates.find(audience, medium, name, chain);
        boolean lines = medium == Medium.ALERT || medium == Medium.SECURE_MAIL || medium == Medium.PAGE;
        Map<Variable, String> values = Wording.of(context, audience, found.words(), lines);
        values.putAll(more);
        return new Rendered(
                found.words().language(),
                found.template().head(values),
                found.template().body(values));
    }

    private record Rendered(String language, String head, String body) {}
}
