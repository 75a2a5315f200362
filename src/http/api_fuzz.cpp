// Requests as bytes, through the routes, the desk and a store in memory: each gets exactly one answer, of a
// status that the API knows. The first line is METHOD TARGET, then headers, an empty line, and the body.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/text.hpp"
#include "desk/demo.hpp"
#include "desk/desk.hpp"
#include "http/api.hpp"
#include "store/model/model_store.hpp"

namespace {

using namespace reeve;

class StoppedClock : public Clock {
public:
    Instant now() override { return {1'390'197'600'000'000}; }
};

class NoBlobs : public store::BlobStore {
public:
    bool append(Id, std::uint64_t, std::string_view) override { return true; }
    std::optional<std::uint64_t> size(Id) override { return std::nullopt; }
    Digest seal(Id) override { return {}; }
    std::unique_ptr<store::BlobReader> open(Id) override { return nullptr; }
    bool remove(Id) override { return true; }
};

std::string file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct NeverDone : desk::Beside {
    void give(std::function<void()>) override {}
};

struct AtOnce : desk::Beside {
    void give(std::function<void()> work) override { work(); }
};

// One desk for all inputs: what one leaves behind, the next must bear.
struct World {
    World() : desk(store, entropy), sessions(entropy), api(parts()) {
        (void)desk.open();
        desk.on_commit([this](const desk::Desk::Commit& commit) { feed.tell(commit, desk.world()); });
        const std::string folder = "processes/epts-support/";
        desk::ShippedProcess shipped{
            "epts-support",
            {{"demo.yaml", file(folder + "demo.yaml")}, {"process.yaml", file(folder + "process.yaml")}}};
        auto entries = desk::demonstration({shipped});
        if (!entries) std::abort();
        for (desk::Administer& entry : *entries) {
            bool well = false;
            (void)desk.submit(std::move(entry), [&](Outcome<desk::Answer> done) { well = done.has_value(); });
            (void)desk.step(clock.now());
            if (!well) std::abort();
        }
        for (const char* name : {"helena", "jose", "graca"}) {
            store::SessionRow row;
            row.token = sha256(name);
            row.person = desk.world()->directory->person(std::string_view(name))->id;
            row.created = row.used = clock.now();
            row.expires = clock.now() + Duration::days(7);
            row.bearer = true;
            rows.push_back(row);
        }
        sessions.load(rows);
    }

    http::ApiParts parts() {
        feed.begin(desk.world(), store.writer().head());
        http::ApiParts parts{desk,         sessions,         feed,    positions, blobs, examinations,
                             explorations, saved_faults,     entropy, clock,     clock, {},
                             {},           "openapi: 3.1.0", false,   ""};
        parts.reader = [this] { return store.reader(); };
        parts.set_clock = [](Instant) {};
        return parts;
    }

    store::model::ModelStore store;
    SeededEntropy entropy{1};
    StoppedClock clock;
    NoBlobs blobs;
    desk::Desk desk;
    desk::Sessions sessions;
    desk::Feed feed;
    desk::FeedPositions positions{seal::Key{}};
    NeverDone beside;
    desk::Examinations examinations{beside, [](const auto&, const auto&, const auto&) {}};
    AtOnce at_once;
    desk::Explorations explorations{at_once};
    desk::SavedFaults saved_faults;
    http::Api api;
    std::vector<store::SessionRow> rows;
};

http::Method method_of(std::string_view name) {
    using enum http::Method;
    for (const http::Method method : {get, head, post, put, patch, del})
        if (http::word(method) == name) return method;
    return other;
}

http::Request request_of(std::string_view bytes) {
    http::Request request;
    std::size_t end = bytes.find('\n');
    const std::string_view first = bytes.substr(0, end);
    const std::size_t space = first.find(' ');
    request.method = method_of(first.substr(0, space));
    request.target = space == std::string_view::npos ? "/" : std::string(first.substr(space + 1));
    request.path = request.target.substr(0, request.target.find('?'));
    if (request.path.size() < request.target.size())
        request.query = request.target.substr(request.path.size() + 1);
    request.remote = "127.0.0.1";
    while (end != std::string_view::npos) {
        bytes.remove_prefix(end + 1);
        end = bytes.find('\n');
        const std::string_view line = bytes.substr(0, end);
        if (line.empty()) {
            if (end != std::string_view::npos) request.body = std::string(bytes.substr(end + 1));
            break;
        }
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos)
            request.headers.emplace_back(lower_ascii(line.substr(0, colon)),
                                         std::string(line.substr(colon + 2)));
    }
    return request;
}

bool known(int status) {
    for (const int one :
         {200, 201, 204, 304, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 503, 507})
        if (status == one) return true;
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static World world;
    http::Request request = request_of({reinterpret_cast<const char*>(data), size});
    // Signing in hashes passwords, which is slow on purpose; sessions have their own tests.
    if (request.path == "/api/v1/session") return 0;
    auto admission = world.api.admit(request);
    int answers = 0;
    int status = 0;
    const auto reply = [&](http::Response response) {
        ++answers;
        status = http::made(std::move(response)).status;
    };
    if (admission.refused) {
        reply(std::move(*admission.refused));
    } else if (admission.sink) {
        if (admission.sink->take(request.body))
            admission.sink->finish(reply);
        else
            reply(admission.sink->refusal());
    } else {
        world.api.handle(std::move(request), reply);
    }
    for (int i = 0; i < 100 && answers == 0; ++i) (void)world.desk.step(world.clock.now());
    if (answers != 1 || !known(status)) {
        std::fprintf(stderr, "%d answers, the last %d\n", answers, status);
        std::abort();
    }
    return 0;
}
