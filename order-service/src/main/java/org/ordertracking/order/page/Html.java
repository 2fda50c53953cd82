package org.ordertracking.order.page;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Pages as answers. They show stock and orders, so a browser asks again each time. */
final class Html {

    private Html() {}

    static RestResponse<String> page(TemplateInstance template) {
        return answer(Status.OK, template);
    }

    /** A page that says what is not there. */
    static RestResponse<String> missing(TemplateInstance template) {
        return answer(Status.NOT_FOUND, template);
    }

    private static RestResponse<String> answer(Status status, TemplateInstance template) {
        return ResponseBuilder.create(status, template.render())
                .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
