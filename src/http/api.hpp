#pragma once
// The one API: what every page, program and integration calls (docs/openapi.yaml).

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/sources.hpp"
#include "desk/desk.hpp"
#include "desk/examining.hpp"
#include "desk/exploring.hpp"
#include "desk/feed.hpp"
#include "desk/feed_position.hpp"
#include "desk/queries.hpp"
#include "desk/saved_faults.hpp"
#include "desk/sessions.hpp"
#include "http/message.hpp"
#include "http/router.hpp"
#include "http/uploads.hpp"
#include "store/blobs.hpp"

namespace reeve::http {

struct ApiParts {
    desk::Desk& desk;
    desk::Sessions& sessions;
    desk::Feed& feed;
    desk::FeedPositions& positions;
    store::BlobStore& blobs;
    desk::Examinations& examinations;
    desk::Explorations& explorations;
    desk::SavedFaults& saved_faults;
    Entropy& entropy;
    Clock& clock;       // the desk's
    Clock& real_clock;  // sessions, limits, uploads
    std::function<std::unique_ptr<store::Reader>()> reader;
    std::function<void(Instant)> set_clock;  // of the manual clock; empty with the real one
    std::string_view openapi;
    bool secure = false;  // behind TLS: cookies are marked so
    std::string trusted_proxy;
};

// A Queries on loan; it goes back when this ends.
class Api;
class Borrowed {
public:
    Borrowed(Api& api, std::unique_ptr<desk::Queries> queries);
    ~Borrowed();
    Borrowed(Borrowed&&) = default;
    desk::Queries* operator->() const { return queries_.get(); }
    desk::Queries& operator*() const { return *queries_; }

private:
    Api* api_;
    std::unique_ptr<desk::Queries> queries_;
};

class Api : public Handler {
public:
    explicit Api(ApiParts parts);
    ~Api() override;

    [[nodiscard]] Admission admit(const Request& head) override;
    void handle(Request request, Reply reply) override;
    [[nodiscard]] Response fault(int status, std::string_view detail) override;

    [[nodiscard]] ApiParts& parts() { return parts_; }
    // What was on its way when the desk last stopped.
    void load_uploads(const std::vector<store::UploadRow>& rows);
    [[nodiscard]] Uploads& uploads() { return uploads_; }
    [[nodiscard]] Borrowed queries();
    // The figures of /metrics, in Prometheus's text form.
    [[nodiscard]] std::string metrics();

private:
    friend class Borrowed;
    struct Counters;
    void finish(Response& response);
    [[nodiscard]] Response made_now(std::move_only_function<Response()>& later);
    ApiParts parts_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<desk::Queries>> idle_;
    std::unique_ptr<Counters> counters_;
    Uploads uploads_;
};

}  // namespace reeve::http
