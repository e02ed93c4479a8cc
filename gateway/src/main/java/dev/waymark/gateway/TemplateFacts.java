package dev.waymark.gateway;

import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.rendering.MessageFacts;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What templates are judged by: every sender there is, and the names that patients never read. */
final class TemplateFacts {

    private TemplateFacts() {}

    /** As they are in use now. */
    static MessageFacts now(URI publicUrl, Programs programs, PartnerDirectory partners) {
        return of(
                publicUrl,
                programs.named().stream().map(programs::find).toList(),
                partners.all().stream().collect(Collectors.toMap(Partner::id, Partner::name)));
    }

    static MessageFacts of(URI publicUrl, Collection<Program> programs, Map<PartnerId, String> partners) {
        Program usual = new Programs(List.of()).find(new ProgramId("none"));
        List<MessageFacts.Sender> senders = new ArrayList<>();
        senders.add(new MessageFacts.Sender("a program without an entry", usual.publicName(), usual.phone()));
        Map<String, String> secrets = new HashMap<>();
        for (Program program : programs) {
            senders.add(new MessageFacts.Sender(program.id().value(), program.publicName(), program.phone()));
            secrets.put(program.id().value(), "the id of a program");
        }
        partners.forEach((id, name) -> {
            secrets.put(id.value(), "the id of a partner");
            secrets.put(name, "the name of a partner");
        });
        return new MessageFacts(publicUrl, senders, secrets);
    }
}
