package org.ordertracking.order.page;

import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ordertracking.http.problem.ProblemMappers;

/** An address where nothing is: a page with a way on for who followed a link, a problem for a program. */
@Singleton
public class NothingHere {

    private final Bars bars;
    private final ProblemMappers problems;

    NothingHere(Bars bars, ProblemMappers problems) {
        this.bars = bars;
        this.problems = problems;
    }

    /** Nearer than the mapper of all that JAX-RS has a status for, so this one is asked. */
    @ServerExceptionMapper
    public Response nothingHere(NotFoundException e, UriInfo uri, HttpHeaders headers) {
        if (headers.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE)) {
            return Html.missing(Templates.missing(bars.nowhere(), Missing.page(uri.getPath())))
                    .toResponse();
        }
        return problems.httpError(e, uri);
    }
}
