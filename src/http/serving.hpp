#pragma once
// What routes share: answers, and reading bodies strictly.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "http/api.hpp"
#include "http/problem.hpp"
#include "http/views.hpp"

namespace reeve::http {

[[nodiscard]] Response json_response(int status, const Json& body);
// With the version of what it shows as its ETag, for version_matched().
[[nodiscard]] Response with_version(Response response, std::int64_t version);
[[nodiscard]] const records::Person& person_of(const Call& call);
// The language of the answer: Accept-Language, else her own.
[[nodiscard]] std::string language_of(const Call& call);
[[nodiscard]] Viewer viewer_of(const Call& call, std::string_view process, std::string_view language);

// The version of the process in the path that ?version= names, else the one in use. Refusals: malformed,
// unseen.
[[nodiscard]] Outcome<const desk::ProcessVersion*> version_asked(const Call& call);

// A page of a list of records, each as a row.
[[nodiscard]] Json list_json(const Call& call, desk::Queries& queries, store::Page page, Instant now);

// Runs a reading route; what the store cannot do becomes an answer.
void answer(Reply reply, const std::function<Outcome<Response>()>& read);

// Refuses members that are not allowed, with the nearest right name.
[[nodiscard]] Outcome<void> only_members(const Json& body, std::span<const std::string_view> allowed);
// The member as text; nothing when absent or null; refused when of another kind.
[[nodiscard]] Outcome<std::optional<std::string>> text_member(const Json& body, std::string_view name);

// limit= (1 to `most`, `otherwise` when absent), format= (json when absent) and count=.
[[nodiscard]] Outcome<std::size_t> limit_of(const Call& call, std::size_t otherwise = 50,
                                            std::size_t most = 200);
enum class Format : std::uint8_t { json, csv };
[[nodiscard]] Outcome<Format> format_of(const Call& call);
[[nodiscard]] Outcome<bool> flag_of(const Call& call, std::string_view name, bool otherwise);

// Hands a submission to the desk; `then` makes the answer after the commit, on the desk's thread.
void submit(Api& api, desk::Submission what, Reply reply,
            std::move_only_function<Response(const desk::Answer&)> then);

// The caller's key for repeats; refused where the page leaves it out.
struct RepeatKey {
    std::string key, route;
    Digest body{};
};
[[nodiscard]] Outcome<RepeatKey> repeat_key(const Call& call);
// The number in If-Match, or nothing when the header is absent.
[[nodiscard]] Outcome<std::optional<std::int64_t>> version_matched(const Call& call);

}  // namespace reeve::http
