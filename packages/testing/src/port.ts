/** Somebody a journey is about. Made up: see `newPerson`. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export type Credentials = Pick<Person, "email" | "password">;

/** What a team works in. The slug is part of its address. */
export interface Workspace {
  readonly name: string;
  readonly slug: string;
}

/** What a team works on. The id is part of its address. */
export interface Project {
  readonly name: string;
  readonly id: string;
  readonly workspace: Workspace;
}

export interface Task {
  readonly title: string;
  readonly isDone: boolean;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** Everything that was sent to an address, oldest first. How a driver follows the links in its person's mail. */
export type Mailbox = (address: string) => Promise<readonly Mail[]>;

/**
 * One person at one browser, in the product's own words. A journey is written once in these verbs and kept by every
 * driver: a real browser, or the API alone.
 *
 * Contract (checked by `driverCases`): a verb resolves once the product shows the effect and throws a TestingError
 * when it does not; two drivers share nothing, as two browsers do not.
 *
 * Each verb is bounded by the time-out its driver was opened with, so none takes a signal; `close` ends what is under way.
 *
 * @throws TestingError `testing.unreachable` from every verb but `close`, when the product does not answer.
 * @throws TestingError `testing.no_effect` from every verb but `close`, when it answers and the effect does not show.
 */
export interface AppDriver {
  /**
   * Makes the person's account, confirms their address by the link in the mail and their password, and leaves them signed
   * in.
   * Starts with nobody signed in at this browser.
   * @throws TestingError `testing.refused` when the product will not have it; the message carries what the product said.
   */
  signsUp(person: Person): Promise<void>;
  /**
   * Leaves the person signed in. Starts with nobody signed in at this browser.
   * @throws TestingError `testing.refused` when the product will not let them in; the message carries what the product said.
   */
  signsIn(credentials: Credentials): Promise<void>;
  /** Chooses a new password through the mail that the product sends. Nobody is signed in afterwards, anywhere. */
  resetsPassword(credentials: Credentials): Promise<void>;
  /** Leaves nobody signed in at this browser; other browsers keep their sessions. With nobody signed in it resolves. */
  signsOut(): Promise<void>;
  /** Whether the product greets whoever is signed in here by this name; false when nobody is. */
  isGreetedAs(name: string): Promise<boolean>;
  /** Whether the product asks for a sign-in where a person's own page would be. */
  isAskedToSignIn(): Promise<boolean>;
  /** Makes a workspace that whoever is signed in owns. */
  createsWorkspace(name: string): Promise<Workspace>;
  /**
   * Asks the owner of an address into the workspace, as a member.
   * @throws TestingError `testing.refused` when the product will not have it.
   */
  invites(workspace: Workspace, email: string): Promise<void>;
  /**
   * Follows the newest invitation in the mail of an address and accepts it as whoever is signed in here.
   * @throws TestingError `testing.refused` when it is not for them.
   */
  acceptsInvitation(sentTo: string): Promise<void>;
  /** Whether the workspace opens for whoever is signed in here; false alike for one that is closed and one that is not there. */
  sees(workspace: Workspace): Promise<boolean>;
  /**
   * Begins a piece of work in the workspace.
   * @throws TestingError `testing.refused` when the product will not have it.
   */
  createsProject(workspace: Workspace, name: string): Promise<Project>;
  /**
   * Writes down one thing to do, after the others.
   * @throws TestingError `testing.refused` when the product will not have it.
   */
  addsTask(project: Project, title: string): Promise<void>;
  /**
   * Ticks the one task of that title.
   * @throws TestingError `testing.refused` when the product will not have it, or there is no such task for them.
   */
  completesTask(project: Project, title: string): Promise<void>;
  /** What is to be done there, in its order, as whoever is signed in here sees it; nothing where they see no project. */
  tasksOf(project: Project): Promise<readonly Task[]>;
  /** Ends the browser and what is under way in it. Repeated, it resolves. No other verb may follow. */
  close(): Promise<void>;
}

/** Opens a fresh browser, with nobody signed in. */
export type OpenDriver = () => Promise<AppDriver>;
