#include "app/desk_instance.hpp"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <stdexcept>

#include "app/beside_thread.hpp"
#include "app/demo_people.hpp"
#include "app/demo_records.hpp"
#include "app/first_start.hpp"
#include "app/metrics_handler.hpp"
#include "app/open_files.hpp"
#include "app/rehearsing.hpp"
#include "app/shipped.hpp"
#include "app/system_sources.hpp"
#include "app/turned_clock.hpp"
#include "app/writer_thread.hpp"
#include "base/sha256.hpp"
#include "desk/administering.hpp"
#include "desk/desk.hpp"
#include "desk/drafts.hpp"
#include "desk/examining.hpp"
#include "desk/named_calendars.hpp"
#include "desk/sessions.hpp"
#include "desk/successor.hpp"
#include "http/api.hpp"
#include "http/server.hpp"
#include "store/blobs.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::app {
namespace {

namespace files = std::filesystem;

http::ServerOptions endpoint(const std::string& text, const char* flag) {
    http::ServerOptions options;
    if (!http::parse_endpoint(text, options.address, options.port))
        throw std::runtime_error(std::string(flag) +
                                 " takes an address and a port, such as 127.0.0.1:8080, not '" + text + "'");
    return options;
}

std::string url(const http::ServerOptions& options, const http::Server& server) {
    const bool six = options.address.find(':') != std::string::npos;
    return "http://" + (six ? "[" + options.address + "]" : options.address) + ":" +
           std::to_string(server.port());
}

// Of passwords that were drawn at random and are gone in a moment: nobody could guess them back.
std::string digest_of(std::string_view password) {
    return hex(sha256(password));
}

bool is_digest_of(std::string_view password, std::string_view hash) {
    return digest_of(password) == hash;
}

// What is left of the system's limit when the database, uploads and metrics have theirs.
std::size_t connections_allowed() {
    constexpr std::size_t other_files = 400;
    constexpr std::size_t fewest = 100;
    const std::size_t files = raise_open_files();
    const std::size_t allowed = std::max(fewest, files > other_files ? files - other_files : 0);
    const std::size_t wanted = http::ServerOptions{}.connections;
    if (allowed < wanted)
        fprintf(
            stderr,
            "reeve: the system allows %zu open files, so at most %zu connections are taken instead of %zu; "
            "raise the limit (LimitNOFILE in the unit, ulimit -n in a shell)\n",
            files, allowed, wanted);
    return std::min(allowed, wanted);
}

// A desk has its processes before anybody can add a calendar.
void tell_missing_calendars(const desk::World& world) {
    for (const desk::ProcessVersion& version : world.processes) {
        if (!version.active) continue;
        for (const Unmet& one : desk::missing_calendars(world, *version.process))
            fprintf(stderr, "reeve: %s: %s\n", version.process->id.c_str(), one.why.c_str());
    }
}

// Everything that one running desk is made of, in the order in which it is made; destroyed the other way
// round.
class RunningDesk : public desk::Instance {
public:
    explicit RunningDesk(const desk::InstanceOptions& options) {
        http::ServerOptions where = endpoint(options.listen, "--listen");
        if (!http::is_loopback(where.address) && !options.insecure && options.trusted_proxy.empty())
            throw std::runtime_error(
                "plain HTTP on " + where.address +
                " would carry passwords readable for anyone on the way; listen on 127.0.0.1 behind a "
                "proxy (--trusted-proxy), or say --insecure");
        files::create_directories(options.data);
        store_ = store::sqlite::open_store(options.data, {.clock = &real_clock_});
        blobs_ = store::blobs_in(options.data);
        desk_ = std::make_unique<desk::Desk>(*store_, entropy_);
        desk_->decide_beside(beside_, beside_entropy_, entropy_);
        const std::vector<std::string> unread = desk_->open();
        for (const std::string& sentence : unread) fprintf(stderr, "reeve: %s\n", sentence.c_str());
        sessions_ = options.passing ? std::make_unique<desk::Sessions>(entropy_, is_digest_of)
                                    : std::make_unique<desk::Sessions>(entropy_);
        positions_ = std::make_unique<desk::FeedPositions>(draw_feed_key());
        make_clock(options);
        begin(options, unread.empty());
        if (!options.passing) tell_missing_calendars(*desk_->world());
        load_sessions();
        open_doors(options, std::move(where));
    }

    ~RunningDesk() override {
        if (server_) server_->stop();
        if (metrics_) metrics_->stop();
        explorations_->stop();
        explorer_.reset();  // what it still finds is told to nobody, while there is somebody to tell
        if (writer_) writer_->stop();
    }

    std::string address() const override { return address_; }
    std::string metrics_address() const override { return metrics_address_; }
    const std::vector<desk::DemoPerson>& people() const override { return people_; }

    std::vector<records::Event> events_behind(std::size_t known) const override {
        std::vector<records::Event> behind;
        std::size_t place = 0;
        store_->each_event([&](const records::Event& event) {
            if (place++ >= known) behind.push_back(event);
            return true;
        });
        return behind;
    }

    desk::WorldPtr world() const override { return desk_->world(); }

    Outcome<desk::Answer> administer(desk::Administer what) override {
        if (what.kind == desk::Administer::Kind::install_process) {
            if (!what.read) what.read = desk::read_for_handing_on(*desk_->world(), what.value);
            if (auto may = may_install(*what.read); !may) return std::unexpected(may.error());
        }
        auto answered = std::make_shared<std::promise<Outcome<desk::Answer>>>();
        auto answer = answered->get_future();
        what.real_now = real_clock_.now();
        if (desk_->submit(std::move(what), [answered](Outcome<desk::Answer> done) {
                answered->set_value(std::move(done));
            }) != desk::Desk::Submitted::queued)
            return refuse(RefusalKind::busy,
                          "Too much waits already; it is tried again with the next change.");
        return answer.get();
    }

    desk::SavedFaults& saved_faults() override { return saved_faults_; }

    int wait() override {
        int signal = 0;
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigaddset(&set, SIGTERM);
        sigaddset(&set, SIGUSR1);
        sigwait(&set, &signal);
        return signal == SIGUSR1 ? 3 : 0;
    }

private:
    void make_clock(const desk::InstanceOptions& options) {
        if (!options.manual_clock) {
            clock_ = &real_clock_;
            return;
        }
        // A desk that has lived goes on from where it stood; that of a rehearsal lives once.
        if (!options.passing) clock_kept_in_ = options.data;
        const Instant floor =
            std::max(store_->last_recorded(), turned_clock(options.data).value_or(Instant{}));
        const Instant start = options.start ? *options.start : real_clock_.now();
        manual_clock_ = std::make_unique<ManualClock>(floor.micros > 0 ? floor : start);
        clock_ = manual_clock_.get();
    }

    // A desk of which something cannot be read is not a new one.
    void begin(const desk::InstanceOptions& options, bool whole) {
        const std::string people_file = options.data + "/" + (options.demo ? "demo.json" : "setup.json");
        const bool fresh = whole && desk_->world()->processes.empty();
        if (!fresh) {
            people_ = read_people(people_file);
            return;
        }
        const auto& shipped = options.processes.empty() ? shipped_processes() : options.processes;
        // Records of a demonstration lie in the last working days, so the desk's time begins before them.
        // They are the shipped processes' own: one that is given instead has other people.
        const bool with_records = options.demo_records && options.processes.empty();
        const Instant now = clock_->now();
        const Instant start = with_records ? now - Duration::days(30) : now;
        FirstStart first(*desk_, entropy_, start, options.passing ? digest_of : desk::hash_password);
        people_ = options.demo ? first.demonstration(shipped) : first.administrator(shipped);
        if (with_records) log_demo_records(*desk_, first, shipped_files(), now);
        write_people(people_file, people_);
    }

    // Sessions in use are stored again; ended ones, uploads of yesterday that nothing refers to and drafts
    // that nobody came back to are removed.
    void tidy_up() {
        const Instant now = real_clock_.now();
        const Instant yesterday = now - Duration::days(1);
        (void)api_->uploads().expired(yesterday);
        auto forgotten = std::make_shared<std::vector<Id>>();
        desk::Operate tidy{[now, yesterday, forgotten, rows = sessions_->to_store(),
                            outlived = clock_->now() - desk::draft_life](store::Operational& operational) {
            operational.drafts().purge(outlived);
            for (const store::SessionRow& row : rows) operational.put_session(row);
            operational.purge_sessions(now);
            for (const store::UploadRow& row : operational.old_uploads(yesterday)) {
                operational.remove_upload(row.id);
                if (!row.attached) forgotten->push_back(row.id);
            }
        }};
        // Bytes that cannot be removed stay; nothing refers to them.
        (void)desk_->submit(std::move(tidy), [this, forgotten](const Outcome<desk::Answer>& done) {
            if (done)
                for (const Id& id : *forgotten) (void)blobs_->remove(id);
        });
    }

    // As where somebody uploads it, but no record is named: it is told to everybody who may see the process.
    Outcome<void> may_install(const Outcome<desk::Installation>& wanted) {
        const desk::WorldPtr world = desk_->world();
        if (!wanted) return {};  // the desk says why
        records::Person nobody;
        nobody.active = false;
        nobody.language = "en";
        return desk::check_successor(*store_->reader(), *world, nobody, *wanted->process, clock_->now());
    }

    seal::Key draw_feed_key() {
        store::Writer& writer = store_->writer();
        writer.begin();
        const auto key = desk::feed_key(writer.operational(), entropy_);
        writer.commit();
        return key;
    }

    void load_sessions() {
        store::Operational& operational = store_->writer().operational();
        for (auto& [person, hash] : operational.passwords()) sessions_->set_password(person, hash);
        sessions_->load(operational.sessions());
    }

    void open_doors(const desk::InstanceOptions& options, http::ServerOptions where) {
        // Signals go to wait() alone: every thread made from here on has them blocked.
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigaddset(&set, SIGTERM);
        sigaddset(&set, SIGUSR1);
        pthread_sigmask(SIG_BLOCK, &set, nullptr);
        signal(SIGPIPE, SIG_IGN);

        examinations_ = std::make_unique<desk::Examinations>(examiner_, play_rehearsals, rehearse_findings);
        explorer_ = std::make_unique<BesideThread>(true);
        explorations_ = std::make_unique<desk::Explorations>(*explorer_, rehearse_findings);
        http::ApiParts parts{*desk_,   *sessions_,     feed_,          *positions_,
                             *blobs_,  *examinations_, *explorations_, saved_faults_,
                             entropy_, *clock_,        real_clock_,    {},
                             {},       openapi(),      false,          options.trusted_proxy};
        parts.reader = [this] { return store_->reader(); };
        if (manual_clock_)
            parts.set_clock = [this](Instant to) {
                manual_clock_->set(to);
                if (!clock_kept_in_.empty()) keep_turned_clock(clock_kept_in_, to);
            };
        api_ = std::make_unique<http::Api>(std::move(parts));
        api_->load_uploads(store_->writer().operational().old_uploads(Instant::never()));
        feed_.begin(desk_->world(), store_->writer().head());
        desk_->on_commit([this](const desk::Desk::Commit& commit) { feed_.tell(commit, desk_->world()); });
        writer_ = std::make_unique<WriterThread>(*desk_, *clock_, !manual_clock_);
        const pthread_t main_thread = pthread_self();
        writer_->on_broken = [main_thread] { pthread_kill(main_thread, SIGUSR1); };
        writer_->on_minute = [this] { tidy_up(); };
        writer_->start();
        where.connections = connections_;
        server_ = std::make_unique<http::Server>(where, *api_);
        server_->start();
        address_ = url(where, *server_);
        if (options.metrics_listen.empty()) return;
        http::ServerOptions metrics = endpoint(options.metrics_listen, "--metrics-listen");
        metrics.threads = 1;
        metrics.connections = 100;
        metrics_handler_ = std::make_unique<MetricsHandler>(*api_);
        metrics_ = std::make_unique<http::Server>(metrics, *metrics_handler_);
        metrics_->start();
        metrics_address_ = url(metrics, *metrics_);
    }

    SystemEntropy entropy_;
    SystemClock real_clock_;
    std::unique_ptr<ManualClock> manual_clock_;
    std::string clock_kept_in_;  // a folder; empty: nowhere
    Clock* clock_ = nullptr;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<store::BlobStore> blobs_;
    SystemEntropy beside_entropy_;
    BesideThread beside_;
    std::unique_ptr<desk::Desk> desk_;
    std::unique_ptr<desk::Sessions> sessions_;
    std::unique_ptr<desk::FeedPositions> positions_;
    std::size_t connections_ = connections_allowed();
    desk::Feed feed_{{.all = connections_ / 5 * 4}};  // those who only listen leave room for requests
    BesideThread examiner_{true};                     // for what takes seconds
    std::unique_ptr<desk::Examinations> examinations_;
    std::unique_ptr<BesideThread> explorer_;  // whoever sends a process waits for it
    std::unique_ptr<desk::Explorations> explorations_;
    desk::SavedFaults saved_faults_;
    std::unique_ptr<http::Api> api_;
    std::unique_ptr<WriterThread> writer_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<MetricsHandler> metrics_handler_;
    std::unique_ptr<http::Server> metrics_;
    std::vector<desk::DemoPerson> people_;
    std::string address_, metrics_address_;
};

}  // namespace

std::unique_ptr<desk::Instance> start_instance(const desk::InstanceOptions& options) {
    return std::make_unique<RunningDesk>(options);
}

}  // namespace reeve::app
