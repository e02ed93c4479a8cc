package dev.waymark.gateway.rendering;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Renders every template with values made up, for whoever edits them. Pure. */
public final class Previews {

    private static final Instant SOON = Instant.parse("2026-11-24T20:30:00Z");
    private static final String LINK = "/a/AbCdEfGhIjKlMnOpQrStUv";

    private final Templates templates;
    private final MessageFacts facts;
    private final Rendering rendering;

    /** With the names and the address of {@code facts}. */
    public Previews(Templates templates, MessageFacts facts) {
        this.templates = templates;
        this.facts = facts;
        this.rendering = new Rendering(templates);
    }

    /** By audience, channel, name and language. */
    public List<Preview> all() {
        List<TemplateKey> keys = new ArrayList<>(templates.keys());
        keys.sort(Comparator.comparing(TemplateKey::audience)
                .thenComparing(TemplateKey::medium)
                .thenComparing(TemplateKey::name)
                .thenComparing(TemplateKey::language));
        return keys.stream().map(this::preview).toList();
    }

    private Preview preview(TemplateKey key) {
        RenderingContext context = sample();
        String language = key.language();
        return switch (key.medium()) {
            case SMS ->
                of(
                        key,
                        "",
                        rendering.text(key.name(), language, language, context).text(),
                        Optional.of(size(key)));
            case MAIL -> of(key, rendering.mail(key.audience(), key.name(), language, language, context));
            case SECURE_MAIL ->
                of(
                        key,
                        rendering.secureMail(
                                key.audience(),
                                key.audience() == Audience.MANAGER ? "milestone" : key.name(),
                                language,
                                language,
                                context));
            case PAGE -> {
                RenderedPage page = rendering.page(key.audience(), key.name(), language, language, context);
                yield of(key, "", page.html().replace(PageLayout.SHEET, sheet()), Optional.empty());
            }
            case ALERT -> {
                RenderedAlert alert = rendering.alert(key.name(), language, context);
                yield of(key, alert.title(), alert.detail(), Optional.empty());
            }
        };
    }

    private String sheet() {
        return "<style>" + templates.stylesheet().replace("</", "<\\/") + "</style>";
    }

    private static Preview of(TemplateKey key, RenderedMail mail) {
        return of(key, mail.subject(), mail.text(), Optional.empty());
    }

    private static Preview of(TemplateKey key, String head, String body, Optional<Preview.TextSize> size) {
        return new Preview(
                key.audience().folder(), key.language(), key.medium().folder(), key.name(), head, body, size);
    }

    private Preview.TextSize size(TemplateKey key) {
        String longest = "";
        for (MessageFacts.Sender sender : facts.senders()) {
            String text = rendering
                    .text(key.name(), key.language(), key.language(), TextLengths.longest(facts, sender))
                    .text();
            longest = length(text) > length(longest) ? text : longest;
        }
        boolean gsm = Gsm7.holds(longest);
        return new Preview.TextSize(
                gsm ? "GSM-7" : "UCS-2", length(longest), TextLengths.most(gsm), Gsm7.segments(longest));
    }

    private static int length(String text) {
        return Gsm7.holds(text) ? Gsm7.length(text) : text.length();
    }

    private RenderingContext sample() {
        MessageFacts.Sender sender = facts.senders().get(facts.senders().size() - 1);
        String url = facts.publicUrl().toString().replaceFirst("/$", "");
        return RenderingContext.from(sender.publicName(), sender.phone(), ZoneId.of("America/New_York"))
                .link(URI.create(url + LINK))
                .unsubscribeLink(Optional.of(URI.create(url + LINK.replace("/a/", "/u/"))))
                .code("123456")
                .personName(Optional.of("Ana Diaz"))
                .milestone(Optional.of(new MilestoneCode("prior-auth.info-requested")))
                .expectedBy(Optional.of(SOON))
                .action(Optional.of(new Action("provide-information")))
                .dueAt(Optional.of(SOON))
                .caseCode(Optional.of("C-1001"))
                .partnerName(Optional.of("Rx One"))
                .note(Optional.of("Payer asks for chart notes of the last two visits."))
                .reason(Optional.of("clinical-documentation"))
                .conversation(Conversation.NONE
                        .postedAt(SOON)
                        .answerTo("Rx One")
                        .answer(Optional.of("They are on their way.\nOne is missing."))
                        .unsent(Optional.of("They are not.")))
                .build();
    }
}
