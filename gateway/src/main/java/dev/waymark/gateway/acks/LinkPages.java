package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.FollowLink.Behind;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.rendering.Audience;
import dev.waymark.gateway.rendering.Conversation;
import dev.waymark.gateway.rendering.MessageContexts;
import dev.waymark.gateway.rendering.RenderedPage;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.RenderingContext;
import java.time.ZoneOffset;
import java.util.Optional;

/** The pages behind links, each in the language of whom it is for. Pure, thread-safe. */
final class LinkPages {

    private static final String CHANNEL = "page";
    private static final String NEWS = "news";
    private static final String TASK = "task";

    private final Rendering rendering;
    private final MessageContexts contexts;

    LinkPages(Rendering rendering, PartnerDirectory partners) {
        this.rendering = rendering;
        this.contexts = new MessageContexts(partners);
    }

    /** Who wrote, and a button. */
    RenderedPage open(Behind behind) {
        Audience audience = behind.addressee() instanceof Addressee.OfPerson ? Audience.PATIENT : Audience.PARTNER;
        return page(audience, "open", behind, sender(behind).build());
    }

    /** One of the pages that say nothing of a message: {@code unsubscribe}, {@code code-wrong} … */
    RenderedPage aside(String name, Behind behind) {
        return aside(name, behind, Optional.empty());
    }

    /** The same before a code is there: {@code answer} is what the reader wrote, and is kept. */
    RenderedPage aside(String name, Behind behind, Optional<String> answer) {
        return page(
                Audience.PATIENT,
                name,
                behind,
                sender(behind).conversation(Conversation.NONE.answer(answer)).build());
    }

    /** To a contact whose organization is off the case, or disabled. */
    RenderedPage offCase(Behind behind, Optional<String> unsent) {
        return page(
                Audience.PARTNER,
                "off-case",
                behind,
                sender(behind).conversation(Conversation.NONE.unsent(unsent)).build());
    }

    /** Behind a link that is over: with what a contact wrote, since that is kept nowhere. */
    RenderedPage expired(Behind behind, Optional<String> unsent) {
        return instead("expired", behind, unsent);
    }

    /** Where no code can be texted: with what a contact wrote, as there. */
    RenderedPage noCode(Behind behind, Optional<String> unsent) {
        return instead("no-code", behind, unsent);
    }

    private RenderedPage instead(String name, Behind behind, Optional<String> unsent) {
        Optional<String> theirs = unsent.filter(words -> behind.addressee() instanceof Addressee.OfContact);
        return page(
                Audience.PATIENT,
                name,
                behind,
                sender(behind).conversation(Conversation.NONE.unsent(theirs)).build());
    }

    /** {@code language} is what the browser asks for: nobody knows who reads it. */
    RenderedPage notFound(String language) {
        return rendering.page(
                Audience.PATIENT,
                "not-found",
                language,
                language,
                RenderingContext.from("", Optional.empty(), ZoneOffset.UTC).build());
    }

    /** What happened, what comes next and by when, whom to call. */
    RenderedPage news(Behind behind, String name) {
        String template = behind.notification().template();
        return page(
                Audience.PATIENT,
                rendering.templates().has(Audience.PATIENT, CHANNEL, template) ? template : NEWS,
                behind,
                contexts.news(
                                behind.notification(),
                                behind.situation(),
                                behind.addressee().zone(),
                                name)
                        .build());
    }

    /** What a partner's contact is asked. */
    RenderedPage task(Behind behind) {
        String template = behind.notification().template();
        return page(
                Audience.PARTNER,
                rendering.templates().has(Audience.PARTNER, CHANNEL, template) ? template : TASK,
                behind,
                contexts.task(
                                behind.notification(),
                                behind.situation(),
                                behind.addressee().zone())
                        .build());
    }

    /**
     * What a partner's contact reads of a message, and answers.
     *
     * @param text empty of a forgotten case
     * @param code what proved who reads it, where that was asked
     */
    RenderedPage message(
            String name, Behind behind, Optional<String> text, Conversation conversation, Optional<String> code) {
        RenderingContext.With known = contexts.task(
                        behind.notification(),
                        behind.situation(),
                        behind.addressee().zone())
                .note(text)
                .conversation(conversation);
        code.ifPresent(known::code);
        return page(Audience.PARTNER, name, behind, known.build());
    }

    private RenderedPage page(Audience audience, String name, Behind behind, RenderingContext context) {
        return rendering.page(
                audience,
                name,
                behind.addressee().language(),
                behind.situation().program().language(),
                context);
    }

    private static RenderingContext.With sender(Behind behind) {
        return MessageContexts.sender(
                behind.situation().program(), behind.addressee().zone());
    }
}
