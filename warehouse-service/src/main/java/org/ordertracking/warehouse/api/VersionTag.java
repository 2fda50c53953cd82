package org.ordertracking.warehouse.api;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/** An article's version as an entity tag (RFC 9110, section 8.8.3): {@code "7"}. */
final class VersionTag {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private VersionTag() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The version that an {@code If-Match} header names; empty without the header. */
    static OptionalLong expected(String ifMatch) {
        if (ifMatch == null) {
            return OptionalLong.empty();
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new ProblemException(Problem.withField(
                    CommonProblem.INVALID_REQUEST,
                    "If-Match",
                    "one ETag as GET returns it, for example \"7\"",
                    "GET the article and send its ETag, or leave the header out."));
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }
}
