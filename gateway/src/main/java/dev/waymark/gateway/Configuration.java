package dev.waymark.gateway;

import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.ProgramsYaml;
import dev.waymark.gateway.config.ConfigException;
import dev.waymark.gateway.config.ConfigFault;
import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.identity.User;
import dev.waymark.gateway.identity.UsersFile;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.JourneyFile;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.partners.PartnerEntry;
import dev.waymark.gateway.partners.PartnersYaml;
import dev.waymark.gateway.rendering.MessageFacts;
import dev.waymark.gateway.rendering.Templates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that files say, read together and without fault: what a start needs, and what {@code SIGHUP} reads again,
 * all or nothing. Reading blocks.
 */
public record Configuration(
        WaymarkSettings settings,
        List<PartnerEntry> partners,
        List<User> users,
        List<Program> programs,
        Journey journey,
        Templates templates) {

    public Configuration {
        partners = List.copyOf(partners);
        users = List.copyOf(users);
        programs = List.copyOf(programs);
    }

    /**
     * Reads {@code file} and the files it names; throws {@link ConfigException} with every fault of them all.
     *
     * @param environment what <code>${NAME}</code> stands for
     */
    public static Configuration read(Path file, Map<String, String> environment) {
        return read(new ConfigReading(environment), file, true);
    }

    /** What is no fault and yet may surprise. */
    public List<String> warnings() {
        Set<ProgramId> named = programs.stream().map(Program::id).collect(Collectors.toSet());
        Stream<ProgramId> used = Stream.concat(
                partners.stream().flatMap(partner -> partner.programs().stream()),
                users.stream().flatMap(user -> user.programs().stream()));
        Stream<String> defaulted = used.filter(program -> !named.contains(program))
                .distinct()
                .sorted()
                .map(program -> settings.programs() + ": " + program
                        + " is named by partners or users and not here: it has the defaults");
        Stream<String> supervisors =
                SupervisorWarnings.of(programs, users).map(warning -> settings.programs() + ": " + warning);
        Stream<String> addresses = EgressWarnings.of(partners, settings.egress().allowList())
                .map(warning -> settings.partners() + ": " + warning);
        return Stream.of(defaulted, supervisors, addresses)
                .flatMap(Function.identity())
                .toList();
    }

    /** The defaults, as if an empty waymark.yaml stood in {@code folder}; the other files are read where they are there. */
    public static Configuration defaults(Path folder, Map<String, String> environment) {
        return read(new ConfigReading(environment), folder.resolve("waymark.yaml"), false);
    }

    private static Configuration read(ConfigReading reading, Path file, boolean required) {
        Section root = required ? YamlFile.read(file, reading) : YamlFile.readIfPresent(file, reading);
        Optional<WaymarkSettings> settings = WaymarkSettings.read(root);
        // whatever else is at fault in waymark.yaml, the faults of the files that it names are told too
        List<PartnerEntry> partners = new PartnersYaml(CryptoProviders.bouncyCastle())
                .read(YamlFile.readIfPresent(FilesReading.partners(root), reading));
        List<User> users = UsersFile.read(FilesReading.users(root), reading);
        List<Program> programs = ProgramsYaml.read(
                YamlFile.readIfPresent(FilesReading.programs(root), reading), ChannelsReading.textProviders(root));
        Section journeyFile = journeySection(FilesReading.journey(root), reading);
        Optional<Journey> journey = JourneyFile.read(journeyFile);
        Optional<Templates> templates =
                templates(FilesReading.templates(root), settings.map(some -> facts(some, programs, partners)), reading);
        if (templates.isPresent() && settings.isPresent()) {
            sendersSayNothingOfHealth(templates.get(), settings.get(), programs, root, reading);
        }
        if (templates.isPresent() && journey.isPresent()) {
            JourneyTemplates.check(journeyFile, journey.get(), templates.get());
        }
        reading.orThrow();
        return new Configuration(
                settings.orElseThrow(), partners, users, programs, journey.orElseThrow(), templates.orElseThrow());
    }

    private static Optional<Templates> templates(Path folder, Optional<MessageFacts> facts, ConfigReading reading) {
        try {
            return Optional.of(
                    Templates.load(Optional.of(folder).filter(Files::exists), facts.orElseGet(MessageFacts::assumed)));
        } catch (ConfigException faulty) {
            faulty.faults().forEach(reading::fault);
            return Optional.empty();
        }
    }

    /** What templates are judged by. */
    public MessageFacts facts() {
        return facts(settings, programs, partners);
    }

    private static MessageFacts facts(WaymarkSettings settings, List<Program> programs, List<PartnerEntry> partners) {
        Map<PartnerId, String> names = new HashMap<>();
        partners.forEach(partner -> names.put(partner.id(), partner.name()));
        return TemplateFacts.of(settings.publicUrl(), programs, names);
    }

    /** The names that every text, mail and subject begins with. */
    private static void sendersSayNothingOfHealth(
            Templates templates,
            WaymarkSettings settings,
            List<Program> programs,
            Section root,
            ConfigReading reading) {
        for (Program program : programs) {
            templates
                    .unfit(program.publicName())
                    .ifPresent(why -> reading.fault(new ConfigFault(
                            settings.programs().toString(),
                            0,
                            program.id() + ".publicName",
                            why + ": write a name that says nothing of health")));
        }
        settings.email().from().name().flatMap(templates::unfit).ifPresent(why -> root.section("email")
                .fault("from", why + ": write a name that says nothing of health"));
    }

    private static Section journeySection(Optional<Path> journey, ConfigReading reading) {
        return journey.map(file -> YamlFile.read(file, reading))
                .orElseGet(() ->
                        YamlFile.parse(Path.of("(shipped) journey.yaml"), PackedConf.text("journey.yaml"), reading));
    }
}
