package dev.waymark.gateway.journey;

import static dev.waymark.gateway.journey.Journeys.code;
import static dev.waymark.gateway.journey.Journeys.faults;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.PartnerRole;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JourneyFileTest {

    @Test
    void an_unknown_code_under_ended_by_is_a_fault_of_its_line() {
        assertThat(faults("""
                        stages: [one]
                        milestones:
                          a.first: {stage: one, next: hub, within: 2bd, endedBy: [a.second, a.third]}
                          a.second: {stage: one}
                        """))
                .containsExactly(
                        "journey.yaml:3: milestones.a.first.endedBy[1]: must be a code that stands under milestones,"
                                + " but is \"a.third\"");
    }

    @Test
    void a_milestone_cannot_end_itself() {
        assertThat(faults("""
                        stages: [one]
                        milestones:
                          a.first: {stage: one, next: hub, within: 2bd, endedBy: [a.first]}
                        """))
                .containsExactly("journey.yaml:3: milestones.a.first.endedBy: must not have a.first itself:"
                        + " it would end as it begins");
    }

    @Test
    void a_stage_is_required_and_must_be_listed() {
        assertThat(faults("""
                        stages: [one, two]
                        milestones:
                          a.first: {}
                          a.second: {stage: three}
                        """))
                .containsExactly(
                        "journey.yaml:3: milestones.a.first.stage: is missing: it must be one of one, two",
                        "journey.yaml:4: milestones.a.second.stage: must be one of one, two, but is \"three\"");
    }

    @Test
    void without_stages_or_milestones_there_is_no_journey() {
        assertThat(faults("tellWithin: 72h"))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("stages: must be the stages in order"))
                .anyMatch(fault -> fault.contains("milestones: must have at least one"));
    }

    @Test
    void a_stage_stands_once() {
        assertThat(faults("""
                        stages: [one, one]
                        milestones:
                          a.first: {stage: one}
                        """)).containsExactly("journey.yaml:1: stages[1]: must stand here once, but is \"one\"");
    }

    @Test
    void every_nonsense_is_told_at_once() {
        assertThat(faults("""
                        tellWithin: soon
                        stages: [one]
                        audiences:
                          patient: {channels: [fax]}
                          nurses: {}
                        people: {stoppedBy: [x.y]}
                        milestones:
                          Nonsense: {stage: one}
                          a.first: {stage: one, next: [hub], endedBy: a.second}
                          a.second: {stage: one, task: act, tell: [everybody], note: [owner]}
                          a.third: {stage: one, next: patient, task: act, within: 24h, endedBy: a.first, once: week}
                          a.fourth: {stage: one, next: hub, within: 2 days}
                          a.fifth: {stage: one, endedBy: a.first, partners: [nurse], templates: {}}
                        """))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("journey.yaml:1: tellWithin: must be a duration"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:4: audiences.patient.channels[0]: must be one"),
                        fault -> assertThat(fault).startsWith("journey.yaml:5: audiences.nurses: is not a key here"),
                        fault -> assertThat(fault).startsWith("journey.yaml:6: people.stoppedBy[0]: must be a code"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:8: milestones.Nonsense: must be a milestone"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:9: milestones.a.first.next: next and within"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:10: milestones.a.second.task: a task needs next"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:10: milestones.a.second.tell[0]: must be one of"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:10: milestones.a.second.note[0]: must be one of"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:11: milestones.a.third.next: must be partners'"),
                        fault -> assertThat(fault).startsWith("journey.yaml:11: milestones.a.third.once: must be case"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:12: milestones.a.fourth.within: must be a clock"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:12: milestones.a.fourth.endedBy: is missing"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:13: milestones.a.fifth.endedBy: ends nothing"),
                        fault -> assertThat(fault).startsWith("journey.yaml:13: milestones.a.fifth.partners"),
                        fault -> assertThat(fault)
                                .startsWith("journey.yaml:13: milestones.a.fifth.templates: is not a key"));
    }

    @Test
    void a_milestone_may_differ_from_what_the_audiences_say() {
        Journey journey = Journeys.read("""
                stages: [one]
                audiences:
                  patient: {channels: [sms], template: plain}
                  partners: {roles: [payer]}
                milestones:
                  a.first: {stage: one, tell: [patient, caregiver], note: [patient], partners: [hub], template: {patient: glad}}
                  a.second: {stage: one, tell: patient}
                  a.third: {stage: one, partners: []}
                """);

        Told first = journey.policy(code("a.first")).orElseThrow().told();
        Told second = journey.policy(code("a.second")).orElseThrow().told();
        Told third = journey.policy(code("a.third")).orElseThrow().told();

        assertThat(first.patient()).contains(new Telling(Set.of(Via.SMS), "glad", false, true));
        assertThat(first.caregiver()).contains(new Telling(Set.of(Via.EMAIL, Via.SMS), "news", false, false));
        assertThat(first.partnerRoles()).containsExactly(PartnerRole.HUB);
        assertThat(second.patient()).contains(new Telling(Set.of(Via.SMS), "plain", false, false));
        assertThat(second.partnerRoles()).containsExactly(PartnerRole.PAYER);
        assertThat(third.partners()).isEmpty();
        assertThat(third.partnerRoles()).isEmpty();
    }
}
