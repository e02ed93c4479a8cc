package dev.waymark.gateway.journey;

import static dev.waymark.gateway.journey.Journeys.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.PartnerRole;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds conf/journey.yaml against the codes and the table of the protocol, section 11, copied here. */
class ShippedJourneyTest {

    private static final String CODES = """
            referral.received|incomplete|duplicate|triaged|transferred|rejected
            consent.requested|obtained|declined|revoked
            benefits.started|completed|not-covered
            prior-auth.required|submitted|info-requested|approved|denied|not-required|expiring
            appeal.started|submitted|overturned|upheld
            assistance.applied|approved|denied|bridge-approved
            fulfillment.ready|unreachable|scheduled|on-hold|shipped|delivered|returned
            therapy.first-dose|refill-due|refill-shipped|paused|discontinued|deceased
            case.cancelled""";

    private final Journey journey = Journeys.shipped();

    @Test
    void has_exactly_the_shipped_codes() {
        assertThat(journey.codes())
                .containsExactlyInAnyOrderElementsOf(CODES.lines()
                        .flatMap(ShippedJourneyTest::expand)
                        .map(MilestoneCode::new)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            referral.received         | hub                     | -                   | 2bd | managers; patient; caregiver               | any
            referral.incomplete       | hub                     | complete-referral   | 24h | owner; managers                            | referral.received, referral.triaged
            consent.requested         | patient                 | -                   | 3bd | patient                                    | consent.obtained, consent.declined
            benefits.started          | hub                     | report-benefits     | 2bd | owner                                      | benefits.completed, benefits.not-covered
            prior-auth.required       | hub                     | submit-prior-auth   | 2bd | owner; managers                            | prior-auth.submitted, prior-auth.not-required
            prior-auth.submitted      | payer                   | -                   | 7d  | managers; patient                          | prior-auth.info-requested, prior-auth.approved, prior-auth.denied
            prior-auth.info-requested | specialty_pharmacy, hub | provide-information | 24h | owner; managers urgent; patient; caregiver | prior-auth.submitted, prior-auth.approved, prior-auth.denied
            prior-auth.denied         | hub                     | start-appeal        | 3bd | owner; managers urgent; patient            | appeal.started, assistance.applied, case.cancelled
            prior-auth.approved       | specialty_pharmacy      | schedule-delivery   | 2bd | owner; managers; patient; caregiver        | fulfillment.scheduled, fulfillment.shipped
            prior-auth.expiring       | hub                     | renew-prior-auth    | 5bd | owner; managers                            | prior-auth.submitted
            assistance.applied        | hub                     | -                   | 5bd | managers                                   | assistance.approved, assistance.denied
            fulfillment.ready         | specialty_pharmacy      | schedule-delivery   | 1bd | owner; patient                             | fulfillment.scheduled
            fulfillment.unreachable   | case-manager            | -                   | 24h | managers urgent; patient; caregiver        | fulfillment.scheduled
            fulfillment.on-hold       | specialty_pharmacy      | resolve-hold        | 24h | owner; managers                            | fulfillment.scheduled, fulfillment.shipped
            fulfillment.scheduled     | specialty_pharmacy      | -                   | 3bd | patient; caregiver                         | fulfillment.shipped
            fulfillment.shipped       | specialty_pharmacy      | confirm-delivery    | 3d  | owner; managers; patient; caregiver        | fulfillment.delivered, fulfillment.returned
            fulfillment.delivered     | hub                     | confirm-first-dose  | 7d  | owner; managers; patient                   | therapy.first-dose
            therapy.refill-due        | specialty_pharmacy      | schedule-refill     | 3bd | owner; patient; caregiver                  | therapy.refill-shipped
            """)
    void says_what_the_table_says(String code, String next, String task, String clock, String told, String endedBy) {
        MilestonePolicy policy = policy(code);
        NextMove move = policy.next().orElseThrow();

        assertThat(move.movers()).extracting(Mover::word).containsExactly(next.split(", "));
        assertThat(move.expected()).isEqualTo(Clock.of(clock));
        assertThat(policy.task().map(it -> it.action().value()).orElse("-")).isEqualTo(task);
        policy.task().ifPresent(made -> {
            assertThat(made.clock()).isEqualTo(Clock.of(clock));
            assertThat(made.roles()).extracting(PartnerRole::wire).containsExactly(next.split(", "));
            assertThat(made.onceACase()).isEqualTo(code.equals("fulfillment.delivered"));
        });
        assertThat(told(policy.told())).isEqualTo(told);
        assertThat(policy.closes()).isFalse();
        if (endedBy.equals("any")) {
            assertThat(policy.endedByAny()).isTrue();
            assertThat(policy.endedBy()).hasSize(journey.codes().size() - 1).doesNotContain(code(code));
        } else {
            assertThat(policy.endedBy())
                    .extracting(MilestoneCode::value)
                    .containsExactlyInAnyOrder(endedBy.split(", "));
        }
    }

    @ParameterizedTest
    @CsvSource({"therapy.discontinued", "therapy.deceased", "case.cancelled"})
    void what_ends_a_case_ends_every_task_and_leaves_no_move(String code) {
        MilestonePolicy policy = policy(code);

        assertThat(policy.closes()).isTrue();
        assertThat(policy.next()).isEmpty();
        assertThat(policy.task()).isEmpty();
        assertThat(told(policy.told())).isEqualTo("managers");
        assertThat(journey.codes()).allMatch(other -> journey.ends(code(code), other));
    }

    @Test
    void every_milestone_is_told_to_hubs_and_specialty_pharmacies() {
        assertThat(journey.codes())
                .allSatisfy(code -> assertThat(policy(code.value()).told().partnerRoles())
                        .isEqualTo(Set.of(PartnerRole.HUB, PartnerRole.SPECIALTY_PHARMACY)));
    }

    @Test
    void the_note_goes_to_the_owner_and_to_managers_alone() {
        Told told = policy("prior-auth.info-requested").told();

        assertThat(told.owner().orElseThrow().note()).isTrue();
        assertThat(told.managers().orElseThrow().note()).isTrue();
        assertThat(told.patient().orElseThrow().note()).isFalse();
        assertThat(told.caregiver().orElseThrow().note()).isFalse();
        assertThat(told.partners().orElseThrow().note()).isFalse();
    }

    @Test
    void patients_are_told_by_mail_and_text() {
        Telling patient = policy("prior-auth.approved").told().patient().orElseThrow();

        assertThat(patient).isEqualTo(new Telling(Set.of(Via.EMAIL, Via.SMS), "news", false, false));
    }

    @Test
    void history_is_what_happened_more_than_three_days_ago() {
        assertThat(journey.tellWithin()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void consent_and_death_stop_messages_to_people() {
        assertThat(journey.people())
                .isEqualTo(new PeopleRules(
                        Set.of(code("consent.declined"), code("consent.revoked")),
                        Set.of(code("consent.obtained")),
                        Set.of(code("therapy.deceased"))));
    }

    @Test
    void stages_follow_each_other_and_each_has_milestones() {
        Map<String, List<MilestoneCode>> byStage = journey.codes().stream()
                .collect(Collectors.groupingBy(
                        code -> journey.stage(code).orElseThrow().name(), LinkedHashMap::new, Collectors.toList()));

        assertThat(journey.stages())
                .extracting(Stage::name)
                .containsExactly("enrollment", "coverage", "funding", "fulfillment", "therapy", "closed");
        assertThat(byStage.keySet()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "prior-auth.aproved,        prior-auth.approved",
        "PRIOR-AUTH.INFO_REQUESTED, prior-auth.info-requested",
        "prior-auth.info-reqeusted, prior-auth.info-requested",
        "fulfilment.shipped,        fulfillment.shipped",
        "case.canceled,             case.cancelled"
    })
    void finds_the_code_that_was_probably_meant(String written, String meant) {
        assertThat(journey.nearest(written)).hasSize(3).first().isEqualTo(code(meant));
    }

    @Test
    void finds_something_near_whatever_is_written() {
        assertThat(journey.nearest("")).hasSize(3);
        assertThat(journey.nearest("x".repeat(1 << 20))).hasSize(3);
        assertThat(journey.nearest("\u0000\ud83d\ude00")).hasSize(3);
    }

    private MilestonePolicy policy(String code) {
        return journey.policy(code(code)).orElseThrow();
    }

    private static String told(Told told) {
        return Stream.of(
                        told.owner().map(it -> "owner"),
                        told.managers().map(it -> it.urgent() ? "managers urgent" : "managers"),
                        told.patient().map(it -> "patient"),
                        told.caregiver().map(it -> "caregiver"))
                .flatMap(java.util.Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private static Stream<String> expand(String line) {
        String[] parts = line.split("\\.", 2);
        return Arrays.stream(parts[1].split("\\|")).map(last -> parts[0] + "." + last);
    }
}
