package dev.waymark.gateway.alerts;

import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.rendering.RenderedAlert;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.RenderingContext;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.SealBroken;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts entries of the feed into frames for one reader: titles are made here, words opened here, and audited. Thread-safe. */
final class ShowAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(ShowAlerts.class);

    private final Sealing sealing;
    private final PartnerDirectory partners;
    private final Programs programs;
    private final Rendering rendering;

    ShowAlerts(Sealing sealing, PartnerDirectory partners, Programs programs, Rendering rendering) {
        this.sealing = sealing;
        this.partners = partners;
        this.programs = programs;
        this.rendering = rendering;
    }

    /** One frame for each entry, in their order. All of them must be the reader's to see. */
    Future<List<ServerFrame>> to(SqlClient tx, Caller.OfPerson person, List<AlertEntry> entries) {
        List<AlertEntry> written = entries.stream()
                .filter(entry -> !entry.acked() && entry.words().isPresent())
                .toList();
        return open(tx, new Reader(person.auditName(), "show alert"), written)
                .map(words -> entries.stream().map(entry -> frame(entry, words)).toList());
    }

    private Future<Map<AlertId, String>> open(SqlClient tx, Reader reader, List<AlertEntry> written) {
        Map<AlertId, Sealed> sealed = new LinkedHashMap<>();
        written.forEach(entry -> entry.words().ifPresent(words -> sealed.put(entry.alert(), words)));
        return sealing.open(tx, reader, sealed)
                .map(opened -> {
                    Map<AlertId, String> words = new HashMap<>();
                    opened.forEach((alert, value) -> words.put(alert, value.toString()));
                    return words;
                })
                .recover(failure ->
                        failure instanceof SealBroken broken ? withoutWords(broken) : Future.failedFuture(failure));
    }

    /** One value that does not open must not keep every alert after it from everybody. */
    private static Future<Map<AlertId, String>> withoutWords(SealBroken broken) {
        LOG.error("Alerts are shown without their words: {}", broken.getMessage());
        return Future.succeededFuture(Map.of());
    }

    private ServerFrame frame(AlertEntry entry, Map<AlertId, String> words) {
        return entry.acked()
                ? ServerFrame.acked(entry)
                : ServerFrame.alert(entry, said(entry, Optional.ofNullable(words.get(entry.alert()))));
    }

    private RenderedAlert said(AlertEntry entry, Optional<String> words) {
        Program program = programs.find(entry.ref().program());
        RenderingContext context = RenderingContext.from(program.publicName(), program.phone(), program.timeZone())
                .milestone(Optional.of(entry.code()))
                .action(entry.asked().map(AlertEntry.Asked::action))
                .dueAt(entry.expectedBy().or(() -> entry.asked().map(AlertEntry.Asked::dueAt)))
                .expectedBy(entry.expectedBy())
                .caseCode(Optional.of(entry.ref().code()))
                .partnerName(entry.partner().map(this::name))
                .note(words)
                .reason(entry.reason())
                .build();
        return rendering.alert(entry.kind(), program.language(), context);
    }

    private String name(PartnerId partner) {
        return partners.find(partner).map(Partner::name).orElse(partner.value());
    }
}
