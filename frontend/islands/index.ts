import "./error_focus";
import "./page_actions";
import "./live_part";
import "./look_again";
import "./pick_rows";
import "./map_page";
