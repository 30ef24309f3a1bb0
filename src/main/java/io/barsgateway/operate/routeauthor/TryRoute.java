package io.barsgateway.operate.routeauthor;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.audit.trace.Trace;
import io.barsgateway.deliver.address.Authorisation;
import io.barsgateway.deliver.mapping.Mappings;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.message.MessageStandard;
import io.barsgateway.message.ParsedMessage;
import io.barsgateway.message.Recognised;
import io.barsgateway.operate.routebuild.RouteContexts;
import io.barsgateway.operate.routecheck.CheckMappings;
import io.barsgateway.operate.routecheck.CheckRoutes;
import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteRules;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.springframework.stereotype.Component;

/** Runs one route of a folder, or one mapping, on one message, so that its author sees what each step does. It sends nothing and keeps nothing. */
@Component
public final class TryRoute {

    private static final String CALL = "direct:";
    private static final String MAPPING = ".jsonata";
    private static final String TRY_MAPPING = "try-mapping";
    private static final String REFERENCE = "TRYAA-00000";

    private final RouteContexts contexts;
    private final Tenants tenants;
    private final MessageStandard standard;
    private final CheckRoutes checker;

    TryRoute(RouteContexts contexts, Tenants tenants, MessageStandard standard, CheckRoutes checker) {
        this.checker = checker;
        this.contexts = contexts;
        this.tenants = tenants;
        this.standard = standard;
    }

    /**
     * What is tried.
     *
     * @param route id of a route that begins at direct:, or the path of a mapping in the folder
     * @param body a message in JSON or XML
     * @param service value of the service id that it is for; empty, the one that it names, else the first of the settings
     * @param answer the HTTP status that every destination gives
     */
    public record Tried(String route, Original body, Optional<String> service, int answer) {}

    /** @throws IllegalArgumentException in words, where there is no such route or it is no message */
    public Trial run(Path folder, Tried tried) throws Exception {
        RouteSet set = RouteSet.read(folder);
        boolean mapping = tried.route().endsWith(MAPPING);
        String start = mapping ? CALL + TRY_MAPPING : start(set, tried.route());
        ReadSteps recorded = new ReadSteps(tried.answer());
        List<RouteProblem> problems = new ArrayList<>();
        Mappings mappings = CheckMappings.check(set, List.of(), problems);
        refuse(problems);
        CamelContext context = built(mapping ? withMapping(set, tried.route()) : set, mappings, recorded);
        try {
            Tenant tenant = tenant(tried);
            Work work = work(tried, tenant);
            for (org.apache.camel.Route route : context.getRoutes()) {
                if (route.getEndpoint().getEndpointUri().startsWith("direct:")) {
                    context.getRouteController().startRoute(route.getRouteId());
                }
            }
            Exchange begun = ExchangeBuilder.anExchange(context)
                    .withBody(tried.body().bytes())
                    .build();
            begun.setVariable("work", work);
            begun.setVariable("tenant", tenant);
            begun.setVariable("trace", Trace.NONE);
            // A trial asks no token endpoint
            begun.setVariable("authorisation", Authorisation.NONE);
            Exchange ended = context.createProducerTemplate().send(start, begun);
            if (mapping && ended.getException() == null) {
                recorded.made(tried.route(), ended);
            }
            return new Trial(recorded.steps(), recorded.sent(), TrialEnding.of(ended.getException()));
        } finally {
            context.stop();
        }
    }

    /** Builds the routes. Where Camel cannot, the check says why, with file and line. */
    private CamelContext built(RouteSet set, Mappings mappings, ReadSteps recorded) throws Exception {
        try {
            return contexts.build(set, mappings, recorded);
        } catch (Exception | LinkageError e) {
            refuse(checker.problems(set));
            throw e;
        }
    }

    private static RouteSet withMapping(RouteSet set, String mapping) {
        if (!set.files().containsKey(mapping)) {
            throw new IllegalArgumentException("there is no mapping " + mapping
                    + RouteRules.near(mapping, set.ofKind(MAPPING).keySet()));
        }
        SortedMap<String, String> files = new TreeMap<>(set.files());
        files.put("try.yaml", """
                - route:
                    id: try-mapping
                    routeConfigurationId: leave-to-caller
                    from:
                      uri: direct:try-mapping
                      steps:
                        - to:
                            id: try-view
                            description: The view of the message
                            uri: direct:view
                        - setVariable:
                            id: try-mapping-name
                            description: The mapping that is tried
                            name: mapping
                            expression:
                              constant:
                                expression: "%s"
                        - to:
                            id: try-map
                            description: The mapping, over the view
                            uri: bean:map
                """.formatted(mapping));
        return new RouteSet(files);
    }

    private static String start(RouteSet set, String id) throws IOException {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteEntry> routes = RouteEntry.of(new ReadRoutes().read(set, problems));
        refuse(problems);
        RouteEntry route = routes.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no route is called " + id
                        + RouteRules.near(
                                id, routes.stream().map(RouteEntry::id).collect(Collectors.toSet()))));
        if (!route.start().startsWith(CALL)) {
            throw new IllegalArgumentException(
                    id + " begins at a door or a timer (" + route.begins() + "); try the route that it calls");
        }
        return route.start();
    }

    private static void refuse(List<RouteProblem> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.stream().map(RouteProblem::toString).collect(Collectors.joining("; ")));
        }
    }

    private Tenant tenant(Tried tried) {
        List<Tenant> all = tenants.all();
        String named = tried.service().orElseGet(() -> destination(tried));
        Optional<Tenant> found =
                all.stream().filter(one -> one.id().value().equals(named)).findFirst();
        if (found.isEmpty() && tried.service().isPresent()) {
            throw new IllegalArgumentException("the settings have no service " + named);
        }
        return found.or(() -> all.stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the settings have no service; name a settings file with --config"));
    }

    private static String destination(Tried tried) {
        return Tree.text(parsed(tried).bundle().header().path("destination").path(0), "endpoint")
                .flatMap(ServiceId::ofEndpoint)
                .map(ServiceId::value)
                .orElse("");
    }

    private static ParsedMessage parsed(Tried tried) {
        byte[] bytes = tried.body().bytes();
        Format format = AnyForm.of(bytes);
        JsonNode tree = format == Format.XML ? FhirXml.read(bytes) : FhirJson.read(bytes);
        if (!tree.path("resourceType").asText().equals("Bundle")) {
            throw new IllegalArgumentException(
                    "this is no BaRS message: it must be a whole Bundle of type message; a short request cannot be tried");
        }
        return new ParsedMessage(tried.body(), format, MessageBundle.of(tree));
    }

    /** As it would be claimed for its first delivery; the same each time, so that two trials can be compared. */
    private Work work(Tried tried, Tenant tenant) {
        ParsedMessage parsed = parsed(tried);
        Recognised message = standard.recognise(parsed, tenant);
        UUID id = UUID.nameUUIDFromBytes(tried.body().bytes());
        return new Work(
                1,
                WorkKind.DELIVER,
                tenant.id().toString(),
                id,
                1,
                Duration.ZERO,
                false,
                false,
                id,
                REFERENCE,
                message.meaning(),
                tenant.id(),
                message.source(),
                id.toString(),
                id.toString(),
                "",
                parsed.format(),
                parsed.original(),
                parsed.original().hash(),
                String.join("\n", message.warnings()),
                null,
                null);
    }
}
