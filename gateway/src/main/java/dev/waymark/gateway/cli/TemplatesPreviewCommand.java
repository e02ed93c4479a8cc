package dev.waymark.gateway.cli;

import dev.waymark.gateway.rendering.Preview;
import dev.waymark.gateway.rendering.Previews;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "preview",
        description = "Shows templates as their readers will see them, with values made up.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark templates preview my-waymark/templates --template patient/sms/news",
            "  waymark templates preview --language es",
            "  waymark templates preview --config my-waymark/waymark.yaml --html preview.html"
        })
final class TemplatesPreviewCommand implements Callable<Integer> {

    private static final int INDENT = 4;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TemplatesOption option = new TemplatesOption();

    @Option(names = "--template", paramLabel = "NAME", description = "One alone, such as patient/sms/news.")
    private Optional<String> template = Optional.empty();

    @Option(names = "--language", paramLabel = "TAG", description = "One language alone, such as es.")
    private Optional<String> language = Optional.empty();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes one page that shows them all, and prints nothing.")
    private Optional<Path> html = Optional.empty();

    TemplatesPreviewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        TemplatesOption.Chosen chosen = option.read(surroundings);
        List<Preview> previews = new Previews(chosen.templates(), chosen.facts())
                .all().stream()
                        .filter(one -> template.filter(name -> !name.equals(one.path()))
                                .isEmpty())
                        .filter(one -> language.filter(tag -> !tag.equalsIgnoreCase(one.language()))
                                .isEmpty())
                        .toList();
        if (previews.isEmpty()) {
            throw CommandFailed.misused(
                    "There is no such template; names are like patient/sms/news, languages like en.");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (html.isPresent()) {
            write(html.get(), PreviewPage.of(chosen.name(), previews));
            out.println(html.get() + ": " + previews.size() + " previews");
        } else {
            previews.forEach(preview -> print(out, preview));
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException failed) {
            throw CommandFailed.failed(file + " cannot be written: " + failed);
        }
    }

    private static void print(PrintWriter out, Preview preview) {
        out.println(preview.path() + " (" + preview.language() + ")"
                + preview.size().map(size -> ": " + words(size)).orElse(""));
        String body = preview.isPage() ? text(preview.body()) : preview.body();
        out.println(Words.indented(preview.head().isEmpty() ? body : preview.head() + "\n\n" + body, INDENT));
        out.println();
    }

    /** Such as {@code 143 of 160 places at most, GSM-7, one part}. */
    static String words(Preview.TextSize size) {
        return size.length() + " of " + size.most() + " places at most, " + size.alphabet() + ", "
                + (size.parts() == 1 ? "one part" : size.parts() + " parts");
    }

    /** A page's words without its markup, good enough for a terminal. */
    private static String text(String page) {
        String main = page.replaceAll("(?s)^.*<main>|</main>.*$", "");
        return main.replaceAll("(?s)<[^>]*>", "")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\n{2,}", "\n")
                .strip();
    }
}
