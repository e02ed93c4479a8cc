package dev.waymark.gateway.rendering;

import static dev.waymark.gateway.rendering.Samples.LANGUAGES;
import static dev.waymark.gateway.rendering.Samples.RENDERING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.model.MilestoneCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentLevelTest {

    @SuppressWarnings("UnusedVariable")
    static final List<String> REQUESTS = List.of("task", "task-reminder", "task-escalated", "task-cancelled");

    @ParameterizedTest
    @EnumSource(Audience.class)
    void texts_plain_mail_and_every_subject_see_no_variable_that_tells_of_health(Audience audience) {
        for (Medium medium : Medium.values()) {
            for (String name : List.of("news", "task", "stop", "open", "not-found", "anything")) {
                Vocabulary.of(audience, medium, name).ifPresent(body -> {
                    if (medium == Medium.SMS || medium == Medium.MAIL) {
                        assertThat(all(body))
                                .doesNotContainAnyElementsOf(Set.of(
                                        Variable.TITLE,
                                        Variable.HAPPENED,
                                        Variable.ACTION,
                                        Variable.CASE_CODE,
                                        Variable.NOTE,
                                        Variable.REASON,
                                        Variable.PARTNER_NAME,
                                        Variable.PERSON_NAME));
                    }
                    if (medium != Medium.ALERT) {
                        assertThat(all(body.inHead(medium)))
                                .isSubsetOf(Variable.PUBLIC_NAME, Variable.PHONE, Variable.PHONE_LINK);
                    }
                });
            }
        }
    }

    @Test
    void nothing_gives_a_patient_a_note_or_a_partners_name() {
        for (Medium medium : Medium.values()) {
            for (String name : List.of("news", "stop", "open", "anything")) {
                assertThat(Vocabulary.of(Audience.PATIENT, medium, name).stream()
                                .flatMap(body -> all(body).stream()))
                        .doesNotContain(
                                Variable.ANSWER_TO,
                                Variable.NOTE,
                                Variable.PARTNER_NAME,
                                Variable.REASON,
                                Variable.ACTION,
                                Variable.CASE_CODE,
                                Variable.HEADLINE,
                                Variable.DETAIL);
            }
        }
    }

    @Test
    void a_vocabulary_cannot_be_made_that_is_above_its_level() {
        assertThatThrownBy(() -> new Vocabulary(ContentLevel.MINIMAL, Set.of(), Set.of(Variable.TITLE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void encrypted_mail_tells_a_patient_what_the_page_tells(String language) {
        for (MilestoneCode code : Samples.toldCodes()) {
            RenderingContext context =
                    Samples.everything().milestone(Optional.of(code)).build();

            RenderedMail mail = RENDERING.secureMail(Audience.PATIENT, "news", language, "en", context);

            Words.Told told =
                    Samples.SHIPPED.words().of(language).orElseThrow().told().get(code.value());
            assertThat(told).isNotNull();
            assertThat(mail.text())
                    .contains(told.title(), told.happened(), told.next(), Samples.LINK, "Ana Diaz", "(800) 555-0100")
                    .contains(language.equals("en") ? "Monday, November 23" : "lunes 23 de noviembre")
                    .doesNotContain("C-1001", "Rx One", "chart notes", "{{", "\n\n\n");
            assertThat(mail.subject())
                    .isEqualTo(RENDERING
                            .mail(Audience.PATIENT, "news", language, "en", context)
                            .subject());
        }
    }

    @ParameterizedTest
    @FieldSource("REQUESTS")
    void encrypted_mail_tells_a_contact_the_request_with_its_note(String name) {
        for (String language : LANGUAGES) {
            RenderingContext everything = Samples.everything().build();

            RenderedMail mail = RENDERING.secureMail(Audience.PARTNER, name, language, "en", everything);

            assertThat(mail.text())
                    .contains("C-1001", "Rx One Specialty Pharmacy", "Payer asks for chart notes", Samples.LINK)
                    .contains("clinical documentation", "23")
                    .doesNotContain("Ana Diaz", "{{", "\n\n\n");
            assertThat(mail.subject())
                    .isEqualTo(RENDERING
                            .mail(Audience.PARTNER, name, language, "en", everything)
                            .subject());
            assertThat(RENDERING
                            .secureMail(
                                    Audience.PARTNER,
                                    name,
                                    language,
                                    "en",
                                    Samples.little().build())
                            .text())
                    .contains("C-1001")
                    .doesNotContain("{{", "null", "\n\n\n");
        }
    }

    @Test
    void encrypted_mail_tells_a_manager_the_alert_under_a_subject_that_says_nothing() {
        RenderedMail mail = RENDERING.secureMail(
                Audience.MANAGER, "milestone", "en", "en", Samples.everything().build());

        assertThat(mail.subject()).isEqualTo("Care Team: an alert is waiting for you");
        assertThat(mail.text())
                .startsWith("Prior authorization: more information requested\nCase: C-1001\n\nFrom Rx One")
                .contains("Payer asks for chart notes");
        assertThat(RENDERING
                        .secureMail(
                                Audience.MANAGER,
                                "stalled",
                                "es",
                                "en",
                                Samples.little().build())
                        .text())
                .startsWith("Detenido después de: Autorización previa: aprobada")
                .doesNotContain("{{", "null");
    }

    private static List<Variable> all(Vocabulary vocabulary) {
        return Stream.concat(vocabulary.always().stream(), vocabulary.maybe().stream())
                .toList();
    }
}
