package dev.waymark.gateway.rendering;

import static dev.waymark.gateway.rendering.Samples.LANGUAGES;
import static dev.waymark.gateway.rendering.Samples.LINK;
import static dev.waymark.gateway.rendering.Samples.RENDERING;
import static dev.waymark.gateway.rendering.Samples.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.MilestoneCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedTemplatesTest {

    private static final List<String> PATIENT_PAGES = List.of(
            "open",
            "news",
            "expired",
            "not-found",
            "unsubscribe",
            "unsubscribed",
            "code",
            "code-wrong",
            "code-over",
            "no-code",
            "too-large");

    private static final List<String> PARTNER_PAGES =
            List.of("open", "task", "message", "message-sent", "message-answered", "message-closed", "off-case");

    private static final List<String> SECRETS = List.of(
            "orphan-x",
            "C-1001",
            "Rx One",
            "chart notes",
            "clinical",
            "Ana Diaz",
            "authorization",
            "autorización",
            "insurance",
            "seguro",
            "pharmacy",
            "farmacia",
            "information",
            "información");

    static Stream<Arguments> toldCodesInEachLanguage() {
        return LANGUAGES.stream()
                .flatMap(language -> Samples.toldCodes().stream().map(code -> Arguments.of(language, code)));
    }

    static Stream<Arguments> codesInEachLanguage() {
        return LANGUAGES.stream()
                .flatMap(language -> Samples.codes().stream().map(code -> Arguments.of(language, code)));
    }

    static Stream<Arguments> contextsInEachLanguage() {
        return LANGUAGES.stream()
                .flatMap(language -> Stream.of(
                        Arguments.of(language, Samples.little().build()),
                        Arguments.of(language, Samples.everything().build())));
    }

    @Test
    void the_journey_tells_patients_of_a_dozen_milestones() {
        assertThat(Samples.toldCodes()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(Samples.codes()).hasSizeGreaterThan(35);
    }

    @ParameterizedTest
    @MethodSource("toldCodesInEachLanguage")
    void a_patient_reads_what_happened_what_comes_next_by_when_and_whom_to_call(String language, MilestoneCode code) {
        RenderingContext context =
                Samples.everything().milestone(Optional.of(code)).build();

        RenderedPage page = RENDERING.page(Audience.PATIENT, "news", language, "en", context);

        Words.Told told = SHIPPED.words().of(language).orElseThrow().told().get(code.value());
        assertThat(told).isNotNull();
        assertThat(text(page)).contains(told.title(), told.happened(), told.next());
        assertThat(text(page)).contains(language.equals("en") ? "Monday, November 23" : "lunes 23 de noviembre");
        assertThat(page.html()).contains("<a href=\"tel:+18005550100\">(800) 555-0100</a>", "tel:911");
        assertThat(page.html()).startsWith("<!DOCTYPE html>\n<html lang=\"" + language + "\">");
        assertThat(text(page)).doesNotContain("orphan-x", "C-1001", "Rx One", "chart notes", "{{", "clinical");
    }

    @ParameterizedTest
    @MethodSource("codesInEachLanguage")
    void every_milestone_has_a_name_and_makes_an_alert(String language, MilestoneCode code) {
        RenderedAlert alert = RENDERING.alert(
                "milestone",
                language,
                Samples.everything().milestone(Optional.of(code)).build());

        assertThat(SHIPPED.words().of(language).orElseThrow().titles()).containsKey(code.value());
        assertThat(alert.title()).isEqualTo(SHIPPED.words().title(code, language));
        assertThat(alert.detail()).contains("Rx One Specialty Pharmacy", "clinical documentation");
        assertThat(alert.detail()).endsWith("Payer asks for chart notes");
    }

    @Test
    void titles_are_plain_words() {
        MilestoneCode code = new MilestoneCode("prior-auth.info-requested");

        assertThat(SHIPPED.words().title(code, "en")).isEqualTo("Prior authorization: more information requested");
        assertThat(SHIPPED.words().title(code, "es-MX")).isEqualTo("Autorización previa: se pidió más información");
        assertThat(SHIPPED.words().title(new MilestoneCode("lab-work.came-back"), "en"))
                .isEqualTo("Lab work: came back");
        assertThat(SHIPPED.words().action(new Action("provide-information"), "es"))
                .isEqualTo("enviar la información que pidió el seguro");
    }

    @ParameterizedTest
    @MethodSource("contextsInEachLanguage")
    void every_template_renders_with_little_and_with_everything(String language, RenderingContext context) {
        List<String> made = new ArrayList<>();
        Samples.REPLIES.forEach(
                name -> made.add(RENDERING.text(name, language, "en", context).text()));
        made.add(RENDERING.text("news", language, "en", context).text());
        made.add(mail(Audience.PATIENT, "news", language, context));
        for (String name : List.of("task", "task-reminder", "task-escalated", "task-cancelled", "message")) {
            made.add(mail(Audience.PARTNER, name, language, context));
        }
        for (String name : PATIENT_PAGES) {
            made.add(page(Audience.PATIENT, name, language, context));
        }
        for (String name : PARTNER_PAGES) {
            made.add(page(Audience.PARTNER, name, language, context));
        }
        for (String kind : List.of(
                "milestone",
                "message",
                "task-overdue",
                "unowned",
                "at-risk",
                "stalled",
                "reply",
                "delivery-failed",
                "unmatched")) {
            RenderedAlert alert = RENDERING.alert(kind, language, context);
            assertThat(alert.title()).isNotBlank();
            made.add(alert.title() + alert.detail());
        }
        assertThat(made).allSatisfy(text -> assertThat(text)
                .isNotBlank()
                .doesNotContain("{{", "}}", "null", " .", " ,", "  .")
                .doesNotContain("orphan-x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "fr"})
    void texts_and_plain_mail_say_who_wrote_that_there_is_news_and_where_and_no_more(String language) {
        RenderingContext context = Samples.everything().build();
        String text = RENDERING.text("news", language, "en", context).text();
        RenderedMail mail = RENDERING.mail(Audience.PATIENT, "news", language, "en", context);

        assertThat(text).startsWith("Care Team: ").contains(LINK);
        assertThat(mail.subject()).startsWith("Care Team: ");
        assertThat(mail.text()).contains(LINK, "https://messages.care-team.example/u/xyz");
        assertThat(text + mail.subject() + mail.text()).doesNotContainIgnoringCase(SECRETS.toArray(new String[0]));
        for (String name : List.of("task", "task-reminder", "task-escalated", "task-cancelled", "message")) {
            assertThat(mail(Audience.PARTNER, name, language, context))
                    .contains(LINK)
                    .doesNotContainIgnoringCase(SECRETS.toArray(new String[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void the_page_before_the_button_says_who_wrote_and_nothing_of_what(String language) {
        RenderingContext context = Samples.everything().build();

        for (Audience audience : List.of(Audience.PATIENT, Audience.PARTNER)) {
            RenderedPage page = RENDERING.page(audience, "open", language, "en", context);
            assertThat(text(page)).contains("Care Team").doesNotContainIgnoringCase(SECRETS.toArray(new String[0]));
            assertThat(page.html()).contains("<form method=\"post\"><button type=\"submit\">");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void pages_ask_for_nothing_but_their_sheet(String language) {
        RenderingContext context = Samples.everything().build();

        List<String> pages = new ArrayList<>();
        PATIENT_PAGES.forEach(name -> pages.add(page(Audience.PATIENT, name, language, context)));
        PARTNER_PAGES.forEach(name -> pages.add(page(Audience.PARTNER, name, language, context)));
        for (String html : pages) {
            assertThat(html).doesNotContainIgnoringCase("<script", "style=", "onclick", "<img", "http://", "https://");
            assertThat(html).containsOnlyOnce("href=\"/a.css\"").containsOnlyOnce("<h1>");
        }
        assertThat(SHIPPED.stylesheet()).contains("prefers-color-scheme: dark").doesNotContain("url(", "@import");
    }

    @Test
    void a_contact_reads_what_is_asked_until_when_but_no_note() {
        String html = page(Audience.PARTNER, "task", "en", Samples.everything().build());

        assertThat(html)
                .contains(
                        "Prior authorization: more information requested",
                        "C-1001",
                        "provide the information that the payer asked for",
                        "Monday, November 23, 10:30 PM EST",
                        "clinical documentation")
                .doesNotContain("chart notes", "Rx One", "Ana Diaz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void a_contact_reads_a_message_and_answers_it(String language) {
        RenderingContext everything = Samples.everything().build();

        assertThat(page(Audience.PARTNER, "message", language, everything))
                .contains("Rx One Specialty Pharmacy", "Payer asks for chart notes", "C-1001", "23", "22")
                .contains("They go out today</textarea>", language.equals("en") ? "2,001" : "2.001")
                .doesNotContain("Ana Diaz", "They went out yesterday");
        for (String name : List.of("message-answered", "message-closed", "off-case")) {
            assertThat(page(Audience.PARTNER, name, language, everything))
                    .contains("They went out yesterday")
                    .doesNotContain("<form", "They go out today");
        }
        for (String name : List.of("no-code", "expired")) {
            assertThat(page(Audience.PATIENT, name, language, everything))
                    .contains("They went out yesterday")
                    .doesNotContain("<form", "They go out today", "C-1001");
        }
        assertThat(page(Audience.PARTNER, "message", language, Samples.little().build()))
                .contains("Care Team", "C-1001")
                .doesNotContain("<form", "Rx One");
    }

    private static String mail(Audience audience, String name, String language, RenderingContext context) {
        RenderedMail mail = RENDERING.mail(audience, name, language, "en", context);
        assertThat(mail.subject()).doesNotContain("\n");
        return mail.subject() + "\n\n" + mail.text();
    }

    private static String page(Audience audience, String name, String language, RenderingContext context) {
        return RENDERING.page(audience, name, language, "en", context).html();
    }

    private static String text(RenderedPage page) {
        return page.html().replace("&#39;", "'").replace("&quot;", "\"");
    }
}
