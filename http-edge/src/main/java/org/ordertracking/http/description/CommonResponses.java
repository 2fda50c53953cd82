package org.ordertracking.http.description;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.ordertracking.http.problem.Problem;

/**
 * Adds to each operation what the edge may answer in its place: too many requests, a database that does not keep up, and as
 * it applies a body that is refused, a parameter out of bounds, a closed admin door. What an operation says itself stays; where it
 * names one of these statuses and gives no example, it gets one.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public final class CommonResponses implements OASFilter {

    /** The scheme of operators. A method with {@code @OperatorOnly} names it in a {@code @SecurityRequirement}. */
    public static final String ADMIN_TOKEN = "admin-token";

    private static final String ADMIN = "/admin";
    private static final String PROBLEM_SCHEMA = "#/components/schemas/Problem";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        boolean anyAdmin = false;
        for (Map.Entry<String, PathItem> path :
                document.getPaths().getPathItems().entrySet()) {
            for (Operation operation : path.getValue().getOperations().values()) {
                anyAdmin |= describe(path.getKey(), operation);
            }
        }
        if (anyAdmin) {
            addScheme(document);
        }
    }

    /** Returns whether it is an operator's. */
    private static boolean describe(String path, Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        boolean admin = isAdmin(path, operation);
        Set<EdgeProblem> problems = EdgeProblem.of(
                operation.getRequestBody() != null,
                operation.getParameters() != null && !operation.getParameters().isEmpty(),
                admin);
        problems.forEach(problem -> add(operation, path, problem));
        operation.getResponses().getAPIResponses().forEach((status, response) -> complete(status, path, response));
        return admin;
    }

    private static boolean isAdmin(String path, Operation operation) {
        boolean named = operation.getSecurity() != null
                && operation.getSecurity().stream()
                        .anyMatch(requirement -> requirement.getSchemes().containsKey(ADMIN_TOKEN));
        if (!named && (path.equals(ADMIN) || path.startsWith(ADMIN + "/"))) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(ADMIN_TOKEN));
            return true;
        }
        return named;
    }

    private static void add(Operation operation, String path, EdgeProblem problem) {
        if (!operation.getResponses().hasAPIResponse(problem.status())) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            problem.status(),
                            OASFactory.createAPIResponse()
                                    .description(problem.description())
                                    .content(content(path, problem)));
        }
    }

    /** An answer that is an error is a problem; one of the edge's own kinds has the edge's example. */
    private static void complete(String status, String path, APIResponse response) {
        if (response.getRef() != null || status.compareTo("400") < 0) {
            return;
        }
        if (response.getContent() == null || response.getContent().getMediaTypes() == null) {
            response.setContent(OASFactory.createContent()
                    .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref(PROBLEM_SCHEMA))));
        }
        MediaType problem = response.getContent().getMediaType(Problem.MEDIA_TYPE);
        if (problem != null && problem.getExample() == null && problem.getExamples() == null) {
            EdgeProblem.ofStatus(status).ifPresent(own -> addExample(problem, path, own));
        }
    }

    private static Content content(String path, EdgeProblem problem) {
        MediaType mediaType =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM_SCHEMA));
        addExample(mediaType, path, problem);
        return OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, mediaType);
    }

    private static void addExample(MediaType mediaType, String path, EdgeProblem problem) {
        Map<String, Object> value = JSON.convertValue(problem.example(), new TypeReference<>() {});
        value.put("instance", path);
        mediaType.addExample(
                problem.example().title().toLowerCase(Locale.ROOT),
                OASFactory.createExample().value(value));
    }

    private static void addScheme(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        ADMIN_TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "The setting admin.token (ADMIN_TOKEN). Closed without it, except in the profile"
                                                + " demo, where no token is asked for."));
    }
}
