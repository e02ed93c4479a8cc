package dev.waymark.gateway.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.config.ConfigException;
import dev.waymark.gateway.files.OwnFiles;
import dev.waymark.gateway.model.MilestoneCode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyValueTest {

    private static final List<String> ODD = List.of(
            "<script>",
            "</p>",
            "\"",
            "'",
            "`",
            "=",
            "&",
            "{{link}}",
            "{{{",
            "}}",
            "{{#phone}}",
            "%CONTENT%",
            "%TITLE%",
            "\r\n",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u000B",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u202E",
            "\u2066",
            "\u200F",
            "Bcc: ",
            "-->",
            "<!--",
            "]]>",
            "javascript:",
            "é",
            "😀");

    @Provide
    Arbitrary<String> hostile() {
        return Combinators.combine(
                        Arbitraries.of(ODD).list().ofMaxSize(6),
                        Arbitraries.strings().all().ofMaxLength(12))
                .as((odd, any) -> String.join("x", odd) + any);
    }

    @Provide
    Arbitrary<String> almostATemplate() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of("{{", "}}", "{{{", "}}}", "{{#phone}}", "{{/phone}}", "{{^phone}}", "{{phone}}", "{{!"),
                Arbitraries.of(
                        "{{publicName}}", "{{link}}", "{", "}", "#", "/", " ", "\n", "{{=", "=}}", "{{>x}}", "{{&x}}"),
                Arbitraries.strings().all().ofMaxLength(4));
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Property(tries = 300)
    void no_value_makes_markup_in_a_page(@ForAll("hostile") String one, @ForAll("hostile") String other) {
        RenderingContext context = everything(one, other);
        for (String language : Samples.LANGUAGES) {
            assertSameMarkup(Audience.PATIENT, "news", language, context);
            assertSameMarkup(Audience.PARTNER, "task", language, context);
            assertSameMarkup(Audience.PARTNER, "message", language, context);
            assertSameMarkup(Audience.PARTNER, "message-sent", language, context);
        }
    }

    @Property(tries = 300)
    void no_value_makes_a_line_in_a_subject_or_text_or_a_control_anywhere(
            @ForAll("hostile") String one, @ForAll("hostile") String other) {
        RenderingContext context = everything(one, other);
        List<RenderedMail> mails = List.of(
                Samples.RENDERING.mail(Audience.PATIENT, "news", "es", "en", context),
                Samples.RENDERING.mail(Audience.PARTNER, "task", "en", "en", context),
                Samples.RENDERING.secureMail(Audience.PATIENT, "news", "en", "en", context),
                Samples.RENDERING.secureMail(Audience.PARTNER, "task", "es", "en", context),
                Samples.RENDERING.secureMail(Audience.MANAGER, "milestone", "en", "en", context));
        String text = Samples.RENDERING.text("news", "en", "en", context).text();

        assertThat(text).matches("[^\\p{Cntrl}\\u0085\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*");
        for (RenderedMail mail : mails) {
            assertThat(mail.subject()).matches("[^\\p{Cntrl}\\u0085\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*");
            assertThat(mail.text()).matches("(?:[^\\p{Cntrl}\\u0085\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]|\n)*");
        }
        RenderedMail plain = mails.get(0);
        assertThat(plain.text().lines().count())
                .isEqualTo(Samples.RENDERING
                        .mail(Audience.PATIENT, "news", "es", "en", everything("a", "b"))
                        .text()
                        .lines()
                        .count());
    }

    @Property(tries = 60)
    void a_file_of_whatever_bytes_is_a_fault_or_renders(@ForAll("almostATemplate") String text) throws IOException {
        loadOrTell(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 30)
    void bytes_that_are_no_text_never_stop_the_check(@ForAll byte[] bytes) throws IOException {
        loadOrTell(bytes);
    }

    private static void loadOrTell(byte[] bytes) throws IOException {
        Path folder = Files.createTempDirectory("templates");
        try {
            Path file = folder.resolve("patient/en/sms/news.mustache");
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            Rendering rendering = new Rendering(Templates.load(Optional.of(folder)));
            rendering.text("news", "en", "en", everything("a", "b"));
            rendering.text("news", "en", "en", Samples.little().build());
        } catch (ConfigException told) {
            assertThat(told.faults()).isNotEmpty().allSatisfy(fault -> assertThat(fault.toString())
                    .doesNotContain("\n", "\0")
                    .contains("news.mustache"));
        } finally {
            OwnFiles.deleteTree(folder);
        }
    }

    private static void assertSameMarkup(Audience audience, String name, String language, RenderingContext context) {
        String html =
                Samples.RENDERING.page(audience, name, language, "en", context).html();
        String plain = Samples.RENDERING
                .page(audience, name, language, "en", everything("a", "b"))
                .html();
        assertThat(tags(html)).isEqualTo(tags(plain));
    }

    /** Every tag, with its attributes but for the number behind tel:. */
    private static List<String> tags(String html) {
        return Pattern.compile("<[^>]*>?")
                .matcher(html.replaceAll("tel:[^\"]*", "tel:"))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static RenderingContext everything(String one, String other) {
        return RenderingContext.from("N" + one, Optional.of("P" + other), ZoneId.of("UTC"))
                .link(URI.create(Samples.LINK))
                .personName(Optional.of("N" + other))
                .milestone(Optional.of(new MilestoneCode("prior-auth.info-requested")))
                .caseCode(Optional.of("C" + one))
                .partnerName(Optional.of("N" + one))
                .note(Optional.of("N" + other))
                .reason(Optional.of("R" + one))
                .conversation(Conversation.NONE
                        .answerTo("N" + one)
                        .answer(Optional.of("A" + other))
                        .unsent(Optional.of("U" + one)))
                .build();
    }
}
